import type { Action, BudgetTerms, RuleTerms } from './actions.ts';
import { DAY, termsFault } from './track.ts';

// Mirrors `Action::is_sound` of crates/domain: a proposal with an action that can never be executed is refused.

const NOBODY = '11111111111111111111111111111111';
const LOADER = 'BPFLoaderUpgradeab1e11111111111111111111111';
const LOADER_UPGRADE = [3, 0, 0, 0];
const MAX_TERM = 366 * DAY;
/** The shortest notice of a rule by its domain, in seconds; a data rule that may collect more waits {@link WIDER}. */
export const NOTICES: readonly number[] = [3 * DAY, 3 * DAY, 3 * DAY, 7 * DAY];
export const WIDER = 14 * DAY;
const DATA = 1;

const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);
const soundBudget = ({ perDay, cap, lasts }: BudgetTerms) => perDay > 0n && cap > 0n && lasts >= 1 && lasts <= MAX_TERM;

function soundParam({ unit, value }: { unit: number; value: bigint }): boolean {
  if (unit === 0) return value === 0n;
  if (unit === 2) return value <= 10_000n;
  if (unit === 6) return value <= 1n;
  return unit <= 6;
}

function soundRule(rule: RuleTerms, widens: boolean): boolean {
  const notice = widens && rule.domain === DATA ? WIDER : NOTICES[rule.domain];
  return (
    notice !== undefined &&
    rule.version > 0 &&
    !isZero(rule.textHash) &&
    (!widens || rule.domain === DATA) &&
    rule.notice >= notice &&
    rule.notice <= MAX_TERM &&
    rule.lasts <= 3_660 * DAY &&
    rule.params.every(soundParam)
  );
}

/** Whether an action can ever be executed, whatever happens until then. */
export function isSound(action: Action): boolean {
  switch (action.kind) {
    case 'transfer':
      return action.amount > 0n && action.to !== NOBODY;
    case 'openBudget':
      return (
        soundBudget(action.terms) &&
        action.recipient !== NOBODY &&
        action.reportEvery >= DAY &&
        action.reportEvery <= action.terms.lasts
      );
    case 'amendBudget':
    case 'reduceBudget':
      return soundBudget(action.terms);
    case 'setRule':
      return soundRule(action, false);
    case 'widenRule':
      return soundRule(action, true);
    case 'repealRule':
      return action.version > 1 && action.notice <= MAX_TERM;
    case 'setTrack':
      return termsFault(action.terms) === undefined;
    case 'setPlatform':
      return !isZero(action.constitutionHash) && action.seatMinEarned > 0n;
    case 'setGuardian':
      return (action.guardian === NOBODY) === (action.lasts === 0) && action.lasts <= MAX_TERM;
    case 'setScorer':
      return action.scorer !== NOBODY;
    case 'createGrant':
      return action.total > 0n && action.holder !== NOBODY;
    case 'issueTreasury':
      return action.amount > 0n;
    case 'resolve':
      return !isZero(action.textHash);
    case 'upgrade':
      return action.pin.is !== 'immutable' && new Set([action.program, action.buffer, action.spill, NOBODY]).size === 4;
    case 'invoke':
      // Code is replaced by an upgrade only, which compares what the buffer holds with what was voted on.
      return (
        !(action.program === LOADER && LOADER_UPGRADE.every((byte, at) => action.data[at] === byte)) &&
        action.accounts.length <= 32 &&
        action.data.length <= 0xffff
      );
    case 'revokeBudget':
    case 'resolveDistribution':
    case 'revokeGrant':
      return true;
  }
}
