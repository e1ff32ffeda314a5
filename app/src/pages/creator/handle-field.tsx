import { handleFault } from '@makerstake/client';
import { getFreeHandleInstruction } from '@makerstake/client/creators';
import type { Address, Instruction } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../../chain/clock.ts';
import { type HandleStanding, handleAccount, handleStanding } from '../../chain/creators.ts';
import { dateTime } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { TextField } from '../../ui/form.tsx';
import { creatorTexts } from './texts.ts';

const FAULTS = {
  TooShort: 'handleShort',
  TooLong: 'handleLong',
  Character: 'handleCharacter',
  Separator: 'handleSeparator',
} as const;

/** What can be done with a handle, by a creator or by somebody who is none yet; undefined while that is not known. */
export function useHandle(name: string, me?: Address): HandleStanding | undefined {
  const { rpcUrl } = useSettings();
  const now = useNow(60);
  const { data } = useQuery({
    queryKey: [rpcUrl, 'handle', name],
    enabled: handleFault(name) === undefined,
    queryFn: async ({ signal }) => ({ account: await handleAccount(clientOf(rpcUrl), name, signal) }),
  });
  return data && now !== undefined ? handleStanding(data.account, now, me) : undefined;
}

/** Whether a handle can be taken now, as far as is known. */
export const isAvailable = (handle: HandleStanding | undefined): boolean =>
  handle?.is !== 'taken' && handle?.is !== 'resting';

/** What must come before a handle is taken: one that has rested is freed, and its rent goes back to who paid it. */
export const freed = (handle: HandleStanding | undefined): Instruction[] =>
  handle?.is === 'rested'
    ? [getFreeHandleInstruction({ handle: handle.account.address, rentPayer: handle.account.rentPayer })]
    : [];

/** A field for a handle, which says at once what is wrong with it and whether it can be had. */
export function HandleField({
  name,
  handle,
  onChange,
}: {
  name: string;
  /** What `useHandle` says of the name. */
  handle: HandleStanding | undefined;
  onChange: (name: string) => void;
}) {
  const t = useT(creatorTexts);
  const locale = useLocale();
  const fault = name === '' ? undefined : handleFault(name);
  const refusal =
    handle?.is === 'taken'
      ? t('handleTaken', { name })
      : handle?.is === 'resting'
        ? t('handleResting', { name, when: dateTime(handle.until, locale) })
        : undefined;
  const hint = handle?.is === 'mine' ? t('handleMine', { name }) : handle ? t('handleFree', { name }) : t('handleHint');
  return (
    <TextField
      label={t('handle')}
      value={name}
      maxLength={32}
      autoCapitalize="none"
      error={fault ? t(FAULTS[fault]) : refusal}
      hint={hint}
      onChange={(event) => onChange(event.target.value.toLowerCase())}
    />
  );
}
