// Newcomers and what goes wrong, on a network that nobody has used.
import * as newcomer from './stories/newcomer.mjs';
import * as troubles from './stories/troubles.mjs';
import { tell } from './test.mjs';

tell({ ...newcomer, ...troubles });
