/** A line of a comparison. */
export interface DiffLine {
  is: 'same' | 'added' | 'removed';
  text: string;
}

/** The shortest way from one text to another, line by line. Texts beyond a few thousand lines are shown as replaced. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  if (a.length * b.length > 4_000_000) {
    return [
      ...a.map((text) => ({ is: 'removed' as const, text })),
      ...b.map((text) => ({ is: 'added' as const, text })),
    ];
  }
  // lengths[i][j]: the longest common run of lines of a from i on and of b from j on.
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ is: 'same', text: a[i]! });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      lines.push({ is: 'removed', text: a[i++]! });
    } else {
      lines.push({ is: 'added', text: b[j++]! });
    }
  }
  return lines;
}
