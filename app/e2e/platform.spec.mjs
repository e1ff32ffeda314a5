// Owners of the platform that the demonstration founded. Time passes on its network, so these go one after another.
import * as addresses from './stories/addresses.mjs';
import * as changes from './stories/changes.mjs';
import * as code from './stories/code.mjs';
import * as hashed from './stories/hashed.mjs';
import * as owners from './stories/owners.mjs';
import * as ownership from './stories/ownership.mjs';
import * as strings from './stories/strings.mjs';
import { tell } from './test.mjs';

tell({ ...addresses, ...ownership, ...changes, ...code, ...hashed, ...owners, ...strings });
