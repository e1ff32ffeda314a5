// The kinds of action. Their names are types here, so they stand here too; a test compares them with those of the rules.

/** The kinds of action, by number. */
export const KIND_NAMES = [
  'transfer',
  'openBudget',
  'amendBudget',
  'reduceBudget',
  'revokeBudget',
  'setRule',
  'widenRule',
  'repealRule',
  'setTrack',
  'setConstitution',
  'setGuardian',
  'setScorer',
  'resolveDistribution',
  'createGrant',
  'revokeGrant',
  'issueTreasury',
  'resolve',
  'upgrade',
  'invoke',
] as const;
export type Kind = (typeof KIND_NAMES)[number];

/** A set of kinds: bit n is the kind of number n. */
export const kindsOf = (kinds: readonly Kind[]): number =>
  kinds.reduce((bits, kind) => bits | (1 << KIND_NAMES.indexOf(kind)), 0);

/** Whether a set has a kind. */
export const hasKind = (bits: number, kind: Kind): boolean => ((bits >>> KIND_NAMES.indexOf(kind)) & 1) === 1;

/** The kinds of a set. */
export const kindsIn = (bits: number): Kind[] => KIND_NAMES.filter((kind) => hasKind(bits, kind));
