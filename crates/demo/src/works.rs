//! The input: works, who made them, and how many people voted for them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{bail, Context as _, Result};

/// The columns of the file, in order.
const HEADER: [&str; 5] = ["director", "title", "released", "votes", "rating"];

/// One work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Who made it.
    pub director: String,
    /// What it is called.
    pub title: String,
    /// When it came out, ISO 8601.
    pub released: String,
    /// How many people voted for it: its engagement.
    pub votes: u64,
}

impl Work {
    /// The bytes that stand for the work: the films themselves are not part of the data.
    pub fn bytes(&self) -> Vec<u8> {
        format!("{}\n{}\n{}\n", self.director, self.title, self.released).into_bytes()
    }
}

/// Reads the works.
///
/// # Errors
/// The file, the line, what is wrong with it, and what is expected.
pub fn read(path: &Path) -> Result<Vec<Work>> {
    let name = path.display();
    let mut reader = csv::Reader::from_path(path)
        .with_context(|| format!("{name}: cannot be read; name the works with --works"))?;
    let header = reader.headers().with_context(|| format!("{name}:1: no header"))?;
    if header != HEADER.as_slice() {
        bail!("{name}:1: the header reads {:?}; expected {}", header, HEADER.join(","));
    }
    let mut works = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let line = row + 2;
        let record = record
            .with_context(|| format!("{name}:{line}: not a row of CSV with {} fields", HEADER.len()))?;
        let field = |index: usize| record.get(index).unwrap_or_default().to_string();
        let votes = field(3);
        let votes = votes.parse().with_context(|| {
            format!("{name}:{line}: votes: {votes:?}; expected a whole number, 0 for none")
        })?;
        let work = Work { director: field(0), title: field(1), released: field(2), votes };
        if work.director.is_empty() || work.title.is_empty() {
            bail!("{name}:{line}: director and title must not be empty");
        }
        works.push(work);
    }
    if works.is_empty() {
        bail!("{name}: no works; the demonstration needs some");
    }
    Ok(works)
}

/// All creators with their works, those with the most votes first, then by name.
pub fn creators(works: &[Work]) -> Vec<(String, Vec<Work>)> {
    let mut by_name: BTreeMap<&str, Vec<Work>> = BTreeMap::new();
    for work in works {
        by_name.entry(&work.director).or_default().push(work.clone());
    }
    let mut creators: Vec<(String, Vec<Work>)> =
        by_name.into_iter().map(|(name, works)| (name.to_string(), works)).collect();
    let votes = |works: &[Work]| works.iter().map(|work| work.votes).sum::<u64>();
    // Stable: the same number of votes keeps the order of names.
    creators.sort_by_key(|(_, works)| std::cmp::Reverse(votes(works)));
    creators
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        use std::io::Write as _;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn a_malformed_row_is_named_by_file_and_line() {
        let header = HEADER.join(",");
        for (row, expected) in
            [("A,B,1999-01-01,many,", "votes"), ("A,B", ":2:"), (",B,1999-01-01,1,", "empty")]
        {
            let file = file(&format!("{header}\n{row}\n"));
            let error = format!("{:#}", read(file.path()).unwrap_err());
            assert!(error.contains(":2:") && error.contains(expected), "{error}");
        }
    }

    #[test]
    fn another_header_and_an_empty_file_are_refused() {
        assert!(format!("{:#}", read(file("a,b\n").path()).unwrap_err()).contains("expected director,title"));
        assert!(format!("{:#}", read(file(&HEADER.join(",")).path()).unwrap_err()).contains("no works"));
    }

    #[test]
    fn creators_come_by_votes_then_by_name() {
        let work = |director: &str, votes| Work {
            director: director.into(),
            title: "t".into(),
            released: "2000-01-01".into(),
            votes,
        };
        let creators = creators(&[work("C", 1), work("B", 5), work("A", 5), work("C", 5)]);
        let names: Vec<&str> = creators.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["C", "A", "B"]);
    }
}
