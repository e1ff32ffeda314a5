/** Hooks for a Makerstake platform, on TanStack Query: reading keeps itself fresh, signing is sent once. */
export * from './act.ts';
export { type Acting, MakerstakeProvider, useActing, useMakerstake } from './context.tsx';
export * from './read.ts';
