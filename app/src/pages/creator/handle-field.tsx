import { useQuery } from '@tanstack/react-query';
import { handleAccount } from '../../chain/creators.ts';
import { handleFault } from '../../chain/handle.ts';
import { clientOf } from '../../chain/rpc.ts';
import { useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { TextField } from '../../ui/form.tsx';
import { creatorTexts } from './texts.ts';

const FAULTS = {
  short: 'handleShort',
  long: 'handleLong',
  character: 'handleCharacter',
  separator: 'handleSeparator',
} as const;

/** Whether a handle can be taken: undefined while that is not known. */
export function useFree(name: string): boolean | undefined {
  const { rpcUrl } = useSettings();
  const { data } = useQuery({
    queryKey: [rpcUrl, 'handle', name],
    enabled: handleFault(name) === undefined,
    queryFn: async ({ signal }) => ({ taken: (await handleAccount(clientOf(rpcUrl), name, signal)) !== undefined }),
  });
  return data && !data.taken;
}

/** A field for a handle, which says at once what is wrong with it and whether it is free. */
export function HandleField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const t = useT(creatorTexts);
  const free = useFree(name);
  const fault = name === '' ? undefined : handleFault(name);
  const error = fault ? t(FAULTS[fault]) : free === false ? t('handleTaken', { name }) : undefined;
  return (
    <TextField
      label={t('handle')}
      value={name}
      maxLength={32}
      autoCapitalize="none"
      error={error}
      hint={free ? t('handleFree', { name }) : t('handleHint')}
      onChange={(event) => onChange(event.target.value.toLowerCase())}
    />
  );
}
