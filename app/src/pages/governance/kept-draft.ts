import { type Action, decodeActions, encodeActions } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useEffect, useState } from 'react';
import { fromHex, hex } from '../../chain/bytes.ts';
import { keep, kept } from '../../settings/storage.ts';

/** A proposal that is being written. */
export interface Draft {
  actions: readonly Action[];
  title: string;
  uri: string;
}

const NOTHING: Draft = { actions: [], title: '', uri: '' };
const keyOf = (platform: Address) => `makerstake.draft.${platform}`;

/** Remembers a draft; an empty one is forgotten. */
export function keepDraft(platform: Address, { actions, title, uri }: Draft): void {
  const isEmpty = actions.length === 0 && title === '' && uri === '';
  keep(keyOf(platform), isEmpty ? undefined : JSON.stringify({ actions: hex(encodeActions(actions)), title, uri }));
}

/** What was being written when the page was left; nothing, where what was kept makes no sense. */
export function draftBefore(platform: Address): Draft {
  try {
    const { actions, title, uri } = JSON.parse(kept(keyOf(platform)) ?? 'null');
    const bytes = fromHex(actions);
    if (!bytes || typeof title !== 'string' || typeof uri !== 'string') return NOTHING;
    return { actions: decodeActions(bytes), title, uri };
  } catch {
    return NOTHING;
  }
}

/** The draft of this browser, which outlives a tab and a reload until it is proposed. */
export function useDraft(platform: Address): readonly [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => draftBefore(platform));
  useEffect(() => keepDraft(platform, draft), [platform, draft]);
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))];
}
