// Nothing of a test survives into the next one.
import { afterEach, vi } from 'vitest';

afterEach(() => {
  // Some tests run without a browser's globals.
  if (typeof localStorage !== 'undefined') localStorage.clear();
  vi.restoreAllMocks();
});
