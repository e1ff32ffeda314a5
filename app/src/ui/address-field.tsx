import { type Address, isAddress } from '@solana/kit';
import { useState } from 'react';
import { texts, useT } from '../i18n/index.tsx';
import { TextField } from './form.tsx';

const t0 = texts({
  invalid: {
    en: 'Not an address: an address is 32 bytes in base 58.',
    nl: 'Geen adres: een adres is 32 bytes in base 58.',
    es: 'No es una dirección: una dirección son 32 bytes en base 58.',
  },
});

/** A field for an address of anything, where no handle can stand for it. Reports it once it is one. */
export function AddressField({
  label,
  hint,
  error,
  initial = '',
  onAddress,
}: {
  label: string;
  hint?: string | undefined;
  /** What is wrong with the address that was typed. */
  error?: string | undefined;
  initial?: string;
  onAddress: (address: Address | undefined) => void;
}) {
  const t = useT(t0);
  const [typed, setTyped] = useState(initial);
  const isBad = typed !== '' && !isAddress(typed);
  return (
    <TextField
      label={label}
      hint={hint}
      error={isBad ? t('invalid') : error}
      value={typed}
      autoCapitalize="none"
      className="font-mono text-sm"
      onChange={(event) => {
        const text = event.target.value.trim();
        setTyped(text);
        onAddress(isAddress(text) ? text : undefined);
      }}
    />
  );
}
