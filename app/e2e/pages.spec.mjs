// Every page and every form, when the platform is full. They only look, so they go side by side.
import * as pages from './stories/pages.mjs';
import { tell } from './test.mjs';

tell(pages);
