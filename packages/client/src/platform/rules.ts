import type { Address } from '@solana/kit';
import type { Rule } from '../generated/governance/accounts/index.ts';
import { hex, isZero } from './bytes.ts';
import type { Found } from './chain.ts';
import type { Directory } from './directory.ts';
import { DOMAINS, type Domain, nameOf, UNITS, type Unit } from './enums.ts';
import { RULE } from './kinds.ts';
import { visible } from './proposal.ts';

/** A parameter, with what its value counts: base units, seconds, basis points … */
export interface Param {
  unit: Unit | 'unknown';
  value: bigint;
}

/** A version of a rule. */
export interface RuleVersion {
  number: number;
  /** SHA-256 of its text; undefined: it repeals the rule. */
  textHash: string | undefined;
  /** In effect from and until before, unix seconds; undefined: until it is replaced. */
  from: number;
  until: number | undefined;
  params: Param[];
}

/** A rule of the platform, with the version that is in force now and the one that follows. */
export interface RuleView {
  address: Address;
  id: number;
  domain: Domain | 'unknown';
  /** The first heading of the text in force; the number where no node has the text. */
  name: string;
  text: string | undefined;
  inForce: RuleVersion | undefined;
  next: RuleVersion | undefined;
}

const FOREVER = (1n << 63n) - 1n;

function versionsOf(rule: Rule): RuleVersion[] {
  return rule.numbers.flatMap((number, at) => {
    if (number === 0) return [];
    const hash = rule.textHash[at]!;
    const until = rule.sunsetAt[at]!;
    const params = (rule.units[at] as ArrayLike<number>) ?? [];
    return [
      {
        number,
        textHash: isZero(hash) ? undefined : hex(hash),
        from: Number(rule.effectiveAt[at]),
        until: until === FOREVER ? undefined : Number(until),
        params: Array.from(params).flatMap((unit, which) => {
          const name = nameOf(UNITS, unit);
          return name === 'unset' ? [] : [{ unit: name, value: rule.values[at]![which] ?? 0n }];
        }),
      },
    ];
  });
}

/** The version in force at a time: of those that began the newest, unless it ended or repeals. */
export function inForceAt(versions: readonly RuleVersion[], now: number): RuleVersion | undefined {
  const newest = versions.filter(({ from }) => from <= now).sort((a, b) => b.number - a.number)[0];
  return newest?.textHash !== undefined && (newest.until === undefined || now < newest.until) ? newest : undefined;
}

/** The first heading of a Markdown text, or its first line. */
export function titleOf(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const title = lines.find((line) => /^#{1,6} /.test(line)) ?? lines.find((line) => line !== '');
  return title && visible(title.replace(/^#{1,6} +/, '')).slice(0, 120);
}

/** The rulebook. */
export function rulesOn(directory: Directory) {
  const { chain, platform } = directory;
  const view = async (rule: Found<Rule>, now: number): Promise<RuleView> => {
    const versions = versionsOf(rule);
    const inForce = inForceAt(versions, now);
    const next = versions.filter(({ from }) => from > now).sort((a, b) => a.number - b.number)[0];
    const shown = inForce ?? next;
    const at = versions.find(({ number }) => number === shown?.number);
    const bytes = at?.textHash === undefined ? undefined : rule.textHash[rule.numbers.indexOf(at.number)];
    const text = bytes && (await directory.text(new Uint8Array(bytes)));
    const name = (text && titleOf(text)) || `rule ${rule.id}`;
    return { address: rule.address, id: rule.id, domain: nameOf(DOMAINS, rule.domain), name, text, inForce, next };
  };
  const list = async (): Promise<RuleView[]> => {
    const [now, found] = await Promise.all([chain.now(), directory.list(RULE, {}, { platform })]);
    const rules = await Promise.all(found.filter((rule) => rule.platform === platform).map((rule) => view(rule, now)));
    return rules.sort((a, b) => a.id - b.id);
  };
  return {
    /** Every rule, by number. */
    list,
    get: async (id: number): Promise<RuleView | undefined> => {
      const rule = await chain.account(RULE, await directory.addresses.rule(id));
      return rule && view(rule, await chain.now());
    },
    /** The rule whose text has this title. Needs a node: titles are in the texts. */
    byName: async (name: string): Promise<RuleView | undefined> => (await list()).find((rule) => rule.name === name),
  };
}
