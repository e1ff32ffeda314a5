// Nothing of a test survives into the next one.
import { afterEach } from 'vitest';

afterEach(() => localStorage.clear());
