import { handleFault, handleOf, padHandle } from '@makerstake/client';
import {
  findHandlePda,
  getClaimHandleInstructionAsync,
  getReclaimHandleInstructionAsync,
  getReleaseHandleInstruction,
} from '@makerstake/client/creators';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { type Creator, NOBODY } from '../../chain/creators.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card, Facts } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { freed, HandleField, isAvailable, useHandle } from './handle-field.tsx';
import { creatorTexts } from './texts.ts';

/** What the chain says of me. */
export function Identity({ me }: { me: Found<Creator> }) {
  const t = useT(creatorTexts);
  const { act } = useAct();
  const handle = handleOf(me.handle);
  const release = () =>
    act({ en: 'Let go of the handle', nl: 'Handle loslaten', es: 'Soltar el alias' }, async (authority) => {
      const [at] = await findHandlePda({ name: new Uint8Array(me.handle) });
      return [getReleaseHandleInstruction({ authority, creator: me.address, handle: at })];
    });
  return (
    <Card>
      <p className="font-display text-5xl text-accent leading-none" data-handle>
        {handle ? `@${handle}` : '—'}
      </p>
      <div className="mt-5">
        <Facts
          rows={[
            [t('address'), <Chip key="a" id={me.address} />],
            [t('since'), <Moment key="s" at={me.createdAt} />],
            [t('authority'), <Chip key="k" id={me.authority} />],
            [t('recovery'), me.recovery === NOBODY ? t('recoveryNone') : <Chip key="r" id={me.recovery} />],
          ]}
        />
      </div>
      <div className="mt-5">
        {handle ? (
          <Button small onClick={release}>
            {t('release')}
          </Button>
        ) : (
          <TakeHandle me={me} />
        )}
      </div>
    </Card>
  );
}

function TakeHandle({ me }: { me: Found<Creator> }) {
  const t = useT(creatorTexts);
  const { act } = useAct();
  const [name, setName] = useState('');
  const handle = useHandle(name, me.address);
  const take = () =>
    act({ en: 'Take a handle', nl: 'Een handle nemen', es: 'Tomar un alias' }, async (signer) => {
      const on = { authority: signer, creator: me.address, name: padHandle(name) };
      if (handle?.is === 'mine') return [await getReclaimHandleInstructionAsync(on)];
      return [...freed(handle), await getClaimHandleInstructionAsync({ ...on, payer: signer })];
    });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <HandleField name={name} handle={handle} onChange={setName} />
      <Button type="submit" disabled={handleFault(name) !== undefined || !isAvailable(handle)}>
        {t(handle?.is === 'mine' ? 'reclaim' : 'claimHandle')}
      </Button>
    </form>
  );
}
