import {
  getAcceptAuthorityInstruction,
  getAcceptRecoveryKeyInstruction,
  getBeginRecoveryInstruction,
  getCancelRecoveryInstruction,
  getFinishRecoveryInstruction,
  getWithdrawOfferInstruction,
} from '@makerstake/client/creators';
import type { ReactNode } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { type Creator, nameOf, SUCCESSION } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card, Notice } from '../../ui/basics.tsx';
import { Chip, Relative } from '../../ui/chain.tsx';
import { KeyForm } from './keys.tsx';
import { creatorTexts } from './texts.ts';

/** The change of keys that is pending, with its countdown, and what this account may do about it. */
export function PendingChange({ creator }: { creator: Found<Creator> }) {
  const t = useT(creatorTexts);
  const rich = useRich(creatorTexts);
  const { key, act } = useAct();
  const now = useNow();
  const { succession, successor, succeedsAt, address } = creator;
  if (succession === SUCCESSION.none) return null;
  const isRecovery = succession === SUCCESSION.recovery;
  const title = isRecovery
    ? 'pendingRecovery'
    : succession === SUCCESSION.offer
      ? 'pendingOffer'
      : 'pendingRecoveryKey';
  const isDue = now !== undefined && now >= Number(succeedsAt);
  const isParty = key === creator.authority || key === creator.recovery;
  const stop = () =>
    isRecovery
      ? act({ en: 'Stop the recovery', nl: 'Het herstel stoppen', es: 'Detener la recuperación' }, (signer) => [
          getCancelRecoveryInstruction({ signer, creator: address }),
        ])
      : act({ en: 'Take back the offer', nl: 'Het aanbod intrekken', es: 'Retirar la oferta' }, (signer) => [
          getWithdrawOfferInstruction({ signer, creator: address }),
        ]);
  const complete = () =>
    act(
      {
        en: 'Complete the change of keys',
        nl: 'De wijziging van sleutels afronden',
        es: 'Completar el cambio de claves',
      },
      (signer) => [
        isRecovery
          ? getFinishRecoveryInstruction({ successor: signer, creator: address })
          : succession === SUCCESSION.offer
            ? getAcceptAuthorityInstruction({ successor: signer, creator: address })
            : getAcceptRecoveryKeyInstruction({ successor: signer, creator: address }),
      ],
    );
  return (
    <Notice tone="warn" title={rich(title, { key: <Chip key="k" id={successor} /> })}>
      <p className="mb-3">{isDue ? t('dueNow') : rich('dueAt', { when: <Relative key="w" at={succeedsAt} /> })}</p>
      <div className="flex flex-wrap gap-3">
        {key === successor && (
          <Button small look="primary" onClick={complete} disabled={!isDue}>
            {isRecovery ? t('finish') : t('accept')}
          </Button>
        )}
        {isParty && (
          <Button small onClick={stop}>
            {isRecovery ? t('stopRecovery') : t('withdrawOffer')}
          </Button>
        )}
      </div>
    </Notice>
  );
}

function List({
  title,
  creators,
  children,
}: {
  title: string;
  creators: readonly Found<Creator>[];
  children: (creator: Found<Creator>) => ReactNode;
}) {
  if (creators.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="space-y-5">
        {creators.map((creator) => (
          <li key={creator.address} className="space-y-3">
            <p className="font-semibold">
              <Chip
                id={creator.address}
                name={nameOf(creator).startsWith('@') ? nameOf(creator) : short(creator.address)}
              />
            </p>
            {children(creator)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Creators whose key this account is to become. */
export function Awaited({ creators }: { creators: readonly Found<Creator>[] }) {
  const t = useT(creatorTexts);
  return (
    <List title={t('offeredToYou')} creators={creators}>
      {(creator) => <PendingChange creator={creator} />}
    </List>
  );
}

/** Creators whose recovery key this account is. */
export function Recoverable({ creators }: { creators: readonly Found<Creator>[] }) {
  const t = useT(creatorTexts);
  const { act } = useAct();
  return (
    <List title={t('recoverable')} creators={creators}>
      {(creator) =>
        creator.succession === SUCCESSION.none || creator.succession === SUCCESSION.offer ? (
          <KeyForm
            label={t('newAuthority')}
            button={t('begin')}
            taken={creator.authority}
            onKey={(successor) =>
              act(
                { en: 'Begin the recovery', nl: 'Het herstel beginnen', es: 'Iniciar la recuperación' },
                (recovery) => [getBeginRecoveryInstruction({ recovery, creator: creator.address, successor })],
              )
            }
          />
        ) : (
          <PendingChange creator={creator} />
        )
      }
    </List>
  );
}
