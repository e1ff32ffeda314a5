import type { Address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { resolve, resolveWallet } from '../chain/creators.ts';
import { clientOf } from '../chain/rpc.ts';
import { texts, useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { TextField } from './form.tsx';

const t0 = texts({
  unresolved: {
    en: 'Nobody by that name or address.',
    nl: 'Niemand met die naam of dat adres.',
    es: 'Nadie con ese nombre o dirección.',
  },
  found: { en: 'That is {address}', nl: 'Dat is {address}', es: 'Es {address}' },
});

/**
 * A field for somebody, by handle or address. Reports the address once there is one: who holds shares and votes
 * (`holder`), or who is paid and signs (`wallet`).
 */
export function PersonField({
  label,
  hint,
  as,
  initial = '',
  onPerson,
}: {
  label: string;
  hint?: string;
  as: 'holder' | 'wallet';
  /** What stands there before anything is typed. */
  initial?: string;
  onPerson: (address: Address | undefined) => void;
}) {
  const t = useT(t0);
  const { rpcUrl } = useSettings();
  const [typed, setTyped] = useState(initial);
  const text = typed.trim();
  const { data } = useQuery({
    queryKey: [rpcUrl, 'person', as, text],
    enabled: text.length > 2,
    queryFn: async () => (await (as === 'wallet' ? resolveWallet : resolve)(clientOf(rpcUrl), text)) ?? null,
    staleTime: 10_000,
  });
  const found = text.length > 2 ? (data ?? undefined) : undefined;
  const report = useRef(onPerson);
  report.current = onPerson;
  useEffect(() => report.current(found), [found]);
  return (
    <TextField
      label={label}
      hint={found && found !== text ? t('found', { address: found }) : hint}
      error={text.length > 2 && data === null ? t('unresolved') : undefined}
      value={typed}
      autoCapitalize="none"
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
