import { getOfferAuthorityInstruction, getSetRecoveryKeyInstruction } from '@makerstake/client/creators';
import { isAddress } from '@solana/kit';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { type Creator, SUCCESSION } from '../../chain/creators.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { TextField } from '../../ui/form.tsx';
import { PendingChange } from './pending.tsx';
import { creatorTexts } from './texts.ts';

/** Changing my keys. */
export function Keys({ me }: { me: Found<Creator> }) {
  const t = useT(creatorTexts);
  const { act } = useAct();
  const pending = me.succession === SUCCESSION.none ? undefined : t('pendingFirst');
  return (
    <Card title={t('keys')}>
      <p className="mb-4 text-muted text-sm">{t('keysLead')}</p>
      {pending && <PendingChange creator={me} />}
      <div className="mt-4 space-y-5">
        <KeyForm
          label={t('newAuthority')}
          hint={t('newAuthorityHint')}
          button={t('offer')}
          taken={me.authority}
          reason={pending}
          onKey={(successor) =>
            act(
              { en: 'Hand over to another key', nl: 'Aan een andere sleutel overdragen', es: 'Pasar a otra clave' },
              (authority) => [getOfferAuthorityInstruction({ authority, creator: me.address, successor })],
            )
          }
        />
        <KeyForm
          label={t('recovery')}
          hint={t('recoveryHint')}
          button={t('setRecovery')}
          taken={me.authority}
          reason={pending}
          onKey={(key) =>
            act(
              { en: 'Set the recovery key', nl: 'De herstelsleutel instellen', es: 'Fijar la clave de recuperación' },
              (authority) => [getSetRecoveryKeyInstruction({ authority, creator: me.address, key })],
            )
          }
        />
      </div>
    </Card>
  );
}

/** A field for the address of a key, and what to do with it. */
export function KeyForm({
  label,
  hint,
  button,
  taken,
  reason,
  onKey,
}: {
  label: string;
  hint?: string;
  button: string;
  /** The key that it must not be. */
  taken: string;
  reason?: string | undefined;
  onKey: (key: import('@solana/kit').Address) => void;
}) {
  const t = useT(creatorTexts);
  const [key, setKey] = useState('');
  const error = key === '' ? undefined : !isAddress(key) ? t('badKey') : key === taken ? t('sameKey') : undefined;
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAddress(key) && !error) onKey(key);
      }}
    >
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={key}
        onChange={(event) => setKey(event.target.value.trim())}
      />
      <Button small type="submit" reason={reason} disabled={key === '' || error !== undefined}>
        {button}
      </Button>
    </form>
  );
}
