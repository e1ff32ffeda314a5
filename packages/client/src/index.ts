/**
 * The rules of Makerstake, as the programs run them. Builders of instructions, decoders of accounts and events, and
 * addresses are in the entries of the programs: `@makerstake/client/governance` and the others.
 */
export * from './calls.ts';
export * from './errors.ts';
export * from './logs.ts';
export * from './platform/index.ts';
export * from './rules/actions.ts';
export * from './rules/distribution.ts';
export * from './rules/hash.ts';
export * from './rules/kinds.ts';
export * from './rules/merkle.ts';
export * from './rules/messages.ts';
export * from './rules/outlook.ts';
export * from './rules/proposal-file.ts';
export * from './rules/proposals.ts';
export * from './rules/shares.ts';
export * from './rules/slots.ts';
export * from './rules/texts.ts';
export * from './rules/tracks.ts';
