import type { Failure } from './failure.ts';

/** Where a transaction is, from the click to its end. */
export type Stage =
  | { at: 'preparing' }
  | { at: 'ready' }
  /** The wallet is asked. */
  | { at: 'signing' }
  /** What the wallet returned says something else than what was shown: the person decides. */
  | { at: 'changed' }
  /** The wallet added guards, and a higher limit or price, and nothing else. */
  | { at: 'guarded' }
  /** The wallet signed after its dialog was left: nothing is sent that nobody waits for. */
  | { at: 'late' }
  /** On its way. Not confirmed yet, which is not failed. */
  | { at: 'sent'; signature: string; since: number }
  | { at: 'confirmed'; signature: string }
  /** Its blockhash is too old for it ever to land: only now is it safe to try again. */
  | { at: 'expired'; signature: string | undefined }
  /** It landed and had no effect, or could not be sent at all. */
  | { at: 'failed'; failure: Failure; signature: string | undefined }
  | { at: 'refused' };

/** What happens to it. */
export type Step =
  | { type: 'prepared' }
  | { type: 'again' }
  | { type: 'sign' }
  | { type: 'altered' }
  | { type: 'guard' }
  | { type: 'answer-late' }
  | { type: 'send'; signature: string; now: number }
  | { type: 'confirm' }
  | { type: 'expire' }
  | { type: 'fail'; failure: Failure }
  | { type: 'refuse' };

/** Which steps each stage allows; any other is ignored, so a late answer cannot rewrite the end. */
const ALLOWED: Record<Stage['at'], readonly Step['type'][]> = {
  preparing: ['prepared', 'fail'],
  ready: ['sign', 'again'],
  signing: ['altered', 'guard', 'answer-late', 'send', 'refuse', 'fail', 'expire'],
  changed: ['send', 'refuse', 'fail', 'expire', 'again'],
  guarded: ['send', 'refuse', 'fail', 'expire', 'again'],
  late: ['send', 'refuse', 'fail', 'expire', 'again'],
  sent: ['confirm', 'expire', 'fail'],
  confirmed: [],
  expired: ['again'],
  failed: ['again'],
  refused: ['again', 'sign'],
};

/** The next stage. */
export function next(stage: Stage, step: Step): Stage {
  if (!ALLOWED[stage.at].includes(step.type)) return stage;
  const signature = 'signature' in stage ? stage.signature : undefined;
  switch (step.type) {
    case 'prepared':
      return { at: 'ready' };
    case 'again':
      return { at: 'preparing' };
    case 'sign':
      return { at: 'signing' };
    case 'altered':
      return { at: 'changed' };
    case 'guard':
      return { at: 'guarded' };
    case 'answer-late':
      return { at: 'late' };
    case 'send':
      return { at: 'sent', signature: step.signature, since: step.now };
    case 'confirm':
      return signature === undefined ? stage : { at: 'confirmed', signature };
    case 'expire':
      return { at: 'expired', signature };
    case 'fail':
      return { at: 'failed', failure: step.failure, signature };
    case 'refuse':
      return { at: 'refused' };
  }
}

/** Whether closing the dialog now would lose sight of something under way. A wallet that does not answer can be left. */
export const isBusy = (stage: Stage): boolean => stage.at === 'sent';
