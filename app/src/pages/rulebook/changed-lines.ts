import { diffArrays } from 'diff';

/** A line of a comparison. */
export interface Line {
  is: 'same' | 'added' | 'removed';
  text: string;
}

/** How one text became another, line by line. */
export const changedLines = (before: string, after: string): Line[] =>
  diffArrays(before.split('\n'), after.split('\n')).flatMap(({ added, removed, value }) =>
    value.map((text): Line => ({ is: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
