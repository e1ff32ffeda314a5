// A dialog has an entry of its own in the history: Back closes it, and nothing changes behind it.
import { entry, guardBack, newKey } from './place.ts';

interface Hold {
  id: string;
  /** What Back does; false where the dialog has to stay. */
  onBack: () => boolean;
}

const open: Hold[] = [];
/** An entry whose dialog was closed by other means, about to be left. */
let leaving: ReturnType<typeof setTimeout> | undefined;
let isOwnStep = false;

guardBack(() => {
  // The address is the same: leaving an entry of ours is no step to another page.
  if (isOwnStep) {
    isOwnStep = false;
    return true;
  }
  const top = open.at(-1);
  if (!top || entry().dialog === top.id) return false;
  if (top.onBack()) open.pop();
  else history.pushState({ ...entry(), dialog: top.id }, '');
  return true;
});

/** Makes Back close a dialog. Gives what to call when it closes otherwise. */
export function holdBack(onBack: () => boolean): () => void {
  const hold = { id: newKey(), onBack };
  open.push(hold);
  const state = { ...entry(), dialog: hold.id };
  if (leaving === undefined) history.pushState(state, '');
  else {
    // One closes as another opens: it takes over the entry.
    clearTimeout(leaving);
    leaving = undefined;
    history.replaceState(state, '');
  }
  return () => {
    const at = open.indexOf(hold);
    if (at < 0) return;
    open.splice(at, 1);
    if (entry().dialog !== hold.id) return;
    leaving = setTimeout(() => {
      leaving = undefined;
      if (entry().dialog !== hold.id) return;
      isOwnStep = true;
      history.back();
    });
  };
}
