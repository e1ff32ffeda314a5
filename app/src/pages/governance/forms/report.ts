import { type Action, encodeActions } from '@makerstake/client';
import { useEffect, useRef } from 'react';
import type { Found } from '../../../chain/accounts.ts';
import { hex } from '../../../chain/bytes.ts';
import type { Platform } from '../../../chain/governance.ts';

/** What every form is given. It reports the action that it describes, or nothing while it is incomplete. */
export interface FormProps {
  platform: Found<Platform>;
  /** What the draft holds already. */
  draft: readonly Action[];
  onAction: (action: Action | undefined) => void;
}

/** Reports an action whenever its bytes change. */
export function useReport(onAction: FormProps['onAction'], action: Action | undefined): void {
  const last = useRef(action);
  last.current = action;
  const bytes = action ? hex(encodeActions([action])) : '';
  const report = useRef(onAction);
  report.current = onAction;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bytes are the action
  useEffect(() => report.current(last.current), [bytes]);
}

/** The smallest number of these that is not taken, from `first` on. */
export function freeNumber(taken: readonly number[], first: number): number {
  let number = first;
  while (taken.includes(number)) number += 1;
  return number;
}
