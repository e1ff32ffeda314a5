import { vestedAt } from '@makerstake/client';
import {
  findPositionPda,
  getCloseGrantInstruction,
  getOpenPositionInstructionAsync,
  getReleaseGrantInstruction,
  getTransferGrantInstruction,
} from '@makerstake/client/equity';
import type { Address } from '@solana/kit';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY, useNames } from '../../chain/creators.ts';
import {
  delegateOf,
  type Grant,
  grantHolderAt,
  type Pool,
  positionOf,
  TRANSFER_DELAY,
  useGrants,
  useHolder,
} from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Badge, Button, Card, Empty, Facts, Meter } from '../../ui/basics.tsx';
import { Amount, Chip, Moment } from '../../ui/chain.tsx';
import { PersonField } from '../../ui/person-field.tsx';
import { Loaded } from '../../ui/query.tsx';
import { ownershipTexts } from './texts.ts';

/** Shares that become somebody's over time. */
export function Grants({ pool }: { pool: Found<Pool> }) {
  const t = useT(ownershipTexts);
  const query = useGrants(pool.address);
  return (
    <Loaded query={query}>
      {(grants) =>
        grants.length === 0 ? (
          <Empty title={t('noGrants')} />
        ) : (
          <ul className="grid gap-6 xl:grid-cols-2">
            {grants.map((grant) => (
              <li key={grant.address}>
                <One pool={pool} grant={grant} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function One({ pool, grant }: { pool: Found<Pool>; grant: Found<Grant> }) {
  const t = useT(ownershipTexts);
  const locale = useLocale();
  const names = useNames();
  const now = useNow(5);
  const { rpcUrl } = useSettings();
  const { reason, act } = useAct();
  const { holder } = useHolder();
  const current = now === undefined ? grant.holder : grantHolderAt(grant, now);
  const vested = now === undefined ? grant.released : vestedAt(grant, BigInt(now));
  const due = vested > grant.released ? vested - grant.released : 0n;
  const shown = (units: bigint) => amount(units, pool.decimals, locale, 2);
  const release = () =>
    act(
      { en: 'Release vested shares', nl: 'Verworven aandelen vrijgeven', es: 'Liberar participaciones consolidadas' },
      async (signer) => {
        const position = await positionOf(clientOf(rpcUrl), pool.address, current);
        const [at] = await findPositionPda({ pool: pool.address, holder: current });
        return [
          ...(position
            ? []
            : [await getOpenPositionInstructionAsync({ payer: signer, pool: pool.address, holder: current })]),
          getReleaseGrantInstruction({
            pool: pool.address,
            grant: grant.address,
            position: at,
            ...(await delegateOf(position)),
          }),
        ];
      },
    );
  const close = () =>
    act({ en: 'Close a grant', nl: 'Een toekenning sluiten', es: 'Cerrar una concesión' }, () => [
      getCloseGrantInstruction({ grant: grant.address, payer: grant.payer }),
    ]);
  return (
    <Card
      title={<Chip id={current} name={names[current]} />}
      aside={
        <span className="flex gap-2">
          {current === holder && <Badge tone="accent">{t('yours')}</Badge>}
          {grant.isRevocable === 1 && <Badge>{t('revocable')}</Badge>}
        </span>
      }
    >
      <p className="font-display text-4xl" data-grant={grant.address}>
        <Amount units={grant.total} />
      </p>
      <div className="mt-3 mb-4">
        <Meter
          value={grant.total === 0n ? 1 : Number((vested * 10_000n) / grant.total) / 10_000}
          label={`${t('vested')}: ${shown(vested)}`}
          tone="teal"
        />
      </div>
      <Facts
        rows={[
          [t('vested'), shown(vested)],
          [t('released'), shown(grant.released)],
          [t('cliff'), <Moment key="c" at={grant.cliff} />],
          [t('end'), <Moment key="e" at={grant.end} />],
        ]}
      />
      <div className="mt-4">
        {grant.released === grant.total ? (
          <Button small onClick={close} reason={reason}>
            {t('closeGrant')}
          </Button>
        ) : (
          <Button small onClick={release} reason={due === 0n ? t('nothingVested') : reason}>
            {t('release', { amount: shown(due) })}
          </Button>
        )}
      </div>
      {grant.pendingHolder !== NOBODY && (
        <p className="mt-3 text-muted text-sm">
          {t('transferPending')} <Chip id={grant.pendingHolder} name={names[grant.pendingHolder]} />{' '}
          <Moment at={grant.pendingSince + BigInt(TRANSFER_DELAY)} />
        </p>
      )}
      {current === holder && grant.isTransferable === 1 && grant.released < grant.total && (
        <TransferGrant grant={grant} />
      )}
    </Card>
  );
}

/** Gives the grant to somebody else: a new wallet of one's own, or the creator that one has become. */
function TransferGrant({ grant }: { grant: Found<Grant> }) {
  const t = useT(ownershipTexts);
  const { reason, act } = useAct();
  const { creator } = useHolder();
  const [to, setTo] = useState<Address>();
  const transfer = () => {
    if (!to) return;
    act({ en: 'Transfer a grant', nl: 'Een toekenning overdragen', es: 'Transferir una concesión' }, (signer) => [
      getTransferGrantInstruction({
        signer,
        ...(creator && grant.holder === creator ? { creator } : {}),
        grant: grant.address,
        holder: to,
      }),
    ]);
  };
  return (
    <details className="mt-4">
      <summary className="inline-block rounded text-accent text-sm">{t('transferGrant')}</summary>
      <form
        className="mt-3 space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          transfer();
        }}
      >
        <PersonField as="holder" label={t('transferTo')} hint={t('transferHint')} onPerson={setTo} />
        <Button
          type="submit"
          small
          disabled={!to}
          reason={to !== undefined && to === grant.holder ? t('sameHolder') : reason}
        >
          {t('transfer')}
        </Button>
      </form>
    </details>
  );
}
