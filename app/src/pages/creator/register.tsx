import { handleFault, padHandle } from '@makerstake/client';
import { findCreatorPda, getRegisterInstruction, getRegisterInstructionAsync } from '@makerstake/client/creators';
import { isAddress } from '@solana/kit';
import { useState } from 'react';
import { NOBODY } from '../../chain/creators.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { TextField } from '../../ui/form.tsx';
import { useBalance } from '../../wallet/account.tsx';
import { freed, HandleField, isAvailable, useHandle } from './handle-field.tsx';
import { creatorTexts } from './texts.ts';

/** Becoming a creator: a handle, a recovery key, one signature. */
export function Register() {
  const t = useT(creatorTexts);
  const { key, reason, act } = useAct();
  const { data: balance } = useBalance();
  const [name, setName] = useState('');
  const [recovery, setRecovery] = useState('');
  const handle = useHandle(name);
  const wrong =
    recovery !== '' && !isAddress(recovery)
      ? t('badKey')
      : recovery !== '' && recovery === key
        ? t('sameKey')
        : undefined;
  const isNameBad = name !== '' && (handleFault(name) !== undefined || !isAvailable(handle));
  const poor = balance === 0n ? t('needMoreSol') : undefined;
  const submit = () =>
    act(
      { en: 'Register as a creator', nl: 'Als maker registreren', es: 'Registrarse como creador' },
      async (signer) => {
        const to = isAddress(recovery) ? recovery : NOBODY;
        if (name !== '') {
          return [
            ...freed(handle),
            await getRegisterInstructionAsync({
              payer: signer,
              genesisKey: signer,
              name: padHandle(name),
              recovery: to,
            }),
          ];
        }
        const [creator] = await findCreatorPda({ genesisKey: signer.address });
        return [
          getRegisterInstruction({
            payer: signer,
            genesisKey: signer,
            creator,
            name: new Uint8Array(32),
            recovery: to,
          }),
        ];
      },
    );
  return (
    <Card title={t('registerTitle')}>
      <p className="mb-4 text-muted">{t('registerLead', { rent: '0.0037' })}</p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <HandleField name={name} handle={handle} onChange={setName} />
        <TextField
          label={t('recovery')}
          hint={recovery === '' ? t('recoveryHint') : undefined}
          error={wrong}
          value={recovery}
          onChange={(event) => setRecovery(event.target.value.trim())}
        />
        <Button look="primary" type="submit" reason={reason ?? poor} disabled={wrong !== undefined || isNameBad}>
          {t('register')}
        </Button>
      </form>
    </Card>
  );
}
