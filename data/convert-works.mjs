// Makes works.csv from movies.json of the npm package vega-datasets 3.2.1.
//
//   node convert-works.mjs PATH/TO/movies.json            writes works.csv beside this script
//   node convert-works.mjs PATH/TO/movies.json --check    writes nothing; fails if works.csv is not what it would write
//   node convert-works.mjs --check                        checks works.csv alone: counts, order, fields
//
// The output depends on the input only: same bytes in, same bytes out. Exit codes: 0 done, 1 wrong content, 2 wrong use.
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE_SHA256 = 'e63c499759e3b07b49563e036f55290f87feb56def8703ec049ca305ab1523d3'
const HEADER = 'director,title,released,votes,rating'
const EXPECTED = { films: 3201, works: 1870, directors: 550, unvoted: 95, votes: 74138098, redated: 6 }
// The newest film of the source is of 2011; later years are two-digit years that were read into the wrong century.
const NEWEST_YEAR = 2011
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), 'works.csv')

function fail(code, message) {
  console.error(message)
  process.exit(code)
}

// "Dec 15 2039" → { date: "1939-12-15", isRedated: true }
function isoDate(text) {
  const match = /^([A-Z][a-z]{2}) (\d{2}) (\d{4})$/.exec(text)
  const month = match ? MONTHS.indexOf(match[1]) + 1 : 0
  if (month === 0) fail(1, `a release date reads ${JSON.stringify(text)}, expected like "Jun 12 1998"`)
  const year = Number(match[3])
  const isRedated = year > NEWEST_YEAR
  return { date: `${isRedated ? year - 100 : year}-${String(month).padStart(2, '0')}-${match[2]}`, isRedated }
}

const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))

function convert(path) {
  const bytes = readFileSync(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== SOURCE_SHA256) {
    fail(1, `${path}: SHA-256 ${sha256}, expected ${SOURCE_SHA256}; take data/movies.json of vega-datasets 3.2.1`)
  }
  const films = JSON.parse(bytes)
  const counts = { films: films.length, works: 0, directors: 0, unvoted: 0, votes: 0, redated: 0 }
  const directors = new Set()
  const rows = []
  for (const film of films) {
    if (film.Director === null) continue
    const { date, isRedated } = isoDate(film['Release Date'])
    const votes = film['IMDB Votes']
    const rating = film['IMDB Rating']
    counts.works += 1
    counts.unvoted += votes === null ? 1 : 0
    counts.votes += votes ?? 0
    counts.redated += isRedated ? 1 : 0
    directors.add(film.Director)
    // Six titles are numbers in the source (1941, 300): a title is text.
    rows.push([film.Director, String(film.Title), date, String(votes ?? 0), rating === null ? '' : rating.toFixed(1)])
  }
  counts.directors = directors.size
  compare(path, counts)
  rows.sort((a, b) => byBytes(a[0], b[0]) || byBytes(a[2], b[2]) || byBytes(a[1], b[1]))
  return `${[HEADER, ...rows.map((row) => row.map(quote).join(','))].join('\n')}\n`
}

function compare(path, counts) {
  for (const [name, value] of Object.entries(counts)) {
    if (value !== EXPECTED[name]) fail(1, `${path}: ${value} ${name}, expected ${EXPECTED[name]}`)
  }
}

// One line of CSV as its fields.
function parse(line) {
  const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return fields.map((match) => (match[1] === undefined ? match[2] : match[1].replaceAll('""', '"')))
}

// Checks the output by itself, without the source.
function inspect(text) {
  const lines = text.split('\n')
  if (lines[0] !== HEADER) fail(1, `works.csv:1: the header reads ${lines[0]}, expected ${HEADER}`)
  if (lines.pop() !== '') fail(1, 'works.csv: the last line does not end')
  const directors = new Set()
  let votes = 0
  let last = ''
  for (const [index, line] of lines.slice(1).entries()) {
    const [director, title, released, count, rating, ...rest] = parse(line)
    const isWhole =
      rest.length === 0 && director && title && /^(18|19|20)\d\d-\d\d-\d\d$/.test(released) &&
      /^\d+$/.test(count) && /^(\d\.\d)?$/.test(rating)
    if (!isWhole) fail(1, `works.csv:${index + 2}: ${line}: expected ${HEADER}`)
    const key = [director, released, title].join('\u0000')
    if (last && byBytes(last, key) >= 0) fail(1, `works.csv:${index + 2}: ${title}: out of order, or twice`)
    last = key
    directors.add(director)
    votes += Number(count)
  }
  compare('works.csv', { works: lines.length - 1, directors: directors.size, votes })
}

const args = process.argv.slice(2)
const isCheck = args.includes('--check')
const paths = args.filter((arg) => arg !== '--check')
if (paths.length > 1 || (paths.length === 0 && !isCheck)) fail(2, 'usage: node convert-works.mjs [movies.json] [--check]')
const wanted = paths.length === 1 ? convert(paths[0]) : undefined
if (isCheck) {
  const text = readFileSync(OUTPUT, 'utf8')
  if (wanted !== undefined && text !== wanted) fail(1, 'works.csv is not what movies.json gives; run without --check')
  inspect(text)
} else {
  inspect(wanted)
  writeFileSync(`${OUTPUT}.part`, wanted)
  renameSync(`${OUTPUT}.part`, OUTPUT)
}
console.log(`works.csv: ${EXPECTED.works} works of ${EXPECTED.directors} directors, ${EXPECTED.votes} votes`)
