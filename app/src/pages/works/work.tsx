import {
  getEndorseInstructionAsync,
  getReviseInstructionAsync,
  getRevokeInstruction,
  getWithdrawEndorsementInstruction,
} from '@makerstake/client/attestations';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { hex } from '../../chain/bytes.ts';
import { useMe, useNames } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { useAbout } from '../../chain/metadata.ts';
import { type Attestation, useEndorsements } from '../../chain/works.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useRich, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { KINDS } from '../../tx/messages/attestations.ts';
import { Badge, Button } from '../../ui/basics.tsx';
import { Chip, Copyable, Moment } from '../../ui/chain.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import Picture from '../../ui/picture.tsx';
import { worksTexts } from './texts.ts';

/** One attestation: who, since when, whether it stands, who vouches, and what may be done about it. */
export function Work({ work, badge }: { work: Found<Attestation>; badge?: ReactNode }) {
  const t = useT(worksTexts);
  const rich = useRich(worksTexts);
  const locale = useLocale();
  const names = useNames();
  const { key, act } = useAct();
  const { me } = useMe();
  const [revising, setRevising] = useState(false);
  const [open, setOpen] = useState(false);
  const about = useAbout(work.metadata);
  const isRevoked = work.revokedSlot !== 0n;
  const isMine = me?.address === work.creator;
  const revoke = () =>
    act({ en: 'Revoke the attestation', nl: 'De attestatie intrekken', es: 'Revocar la atestación' }, (authority) => [
      getRevokeInstruction({ authority, creator: work.creator, attestation: work.address }),
    ]);
  return (
    <article className="min-w-0" data-attestation={work.address}>
      <Link href={`/works/${work.address}`} className="mb-2 flex items-center gap-3 font-semibold hover:text-accent">
        {about?.picture && (
          <Picture hash={about.picture} className="size-14 shrink-0 rounded-lg bg-sunken object-cover" />
        )}
        <bdi className="min-w-0">{about?.title ?? t('untitled')}</bdi>
      </Link>
      <div className="flex flex-wrap items-center gap-2">
        <Copyable text={hex(new Uint8Array(work.content))} shown={short(hex(new Uint8Array(work.content)))} />
        <Badge>{KINDS[work.kind]?.[locale]}</Badge>
        {work.revision > 0 && <Badge>{t('revision', { n: work.revision })}</Badge>}
        {isRevoked ? (
          <Badge tone="bad">{t('revoked')}</Badge>
        ) : work.isRevised === 1 ? (
          <Badge tone="warn">{t('revised')}</Badge>
        ) : (
          <Badge tone="good">{t('stands')}</Badge>
        )}
        {badge}
      </div>
      <p className="mt-1.5">{rich('by', { creator: <Chip key="c" id={work.creator} name={names[work.creator]} /> })}</p>
      <p className="text-muted text-sm">
        {rich('since', { when: <Moment key="m" at={work.time} />, slot: work.slot.toLocaleString(locale) })}
      </p>
      <details className="mt-1 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="inline-block rounded text-accent">{t('vouched')}</summary>
        {open && <Endorsements work={work} />}
      </details>
      {isMine && !isRevoked && (
        <div className="mt-3 flex flex-wrap gap-2">
          {work.isRevised === 0 && (
            <Button small onClick={() => setRevising(true)}>
              {t('revise')}
            </Button>
          )}
          <Button small onClick={revoke} disabled={!key}>
            {t('revoke')}
          </Button>
        </div>
      )}
      <Revise work={work} open={revising} onClose={() => setRevising(false)} />
    </article>
  );
}

function Revise({ work, open, onClose }: { work: Found<Attestation>; open: boolean; onClose: () => void }) {
  const t = useT(worksTexts);
  const c = useT(common);
  const { act } = useAct();
  const [file, setFile] = useState<Hashed>();
  const submit = () => {
    if (!file) return;
    onClose();
    act(
      { en: 'Attest a new version', nl: 'Een nieuwe versie attesteren', es: 'Atestiguar una nueva versión' },
      async (signer) => [
        await getReviseInstructionAsync({
          payer: signer,
          authority: signer,
          creator: work.creator,
          parent: work.address,
          content: file.hash,
          metadata: work.metadata,
        }),
      ],
    );
  };
  return (
    <Dialog open={open} title={t('reviseTitle')} closeLabel={c('close')} onClose={onClose}>
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FileHash label={t('file')} onHash={setFile} />
        <Button look="primary" type="submit" disabled={!file}>
          {t('submit')}
        </Button>
      </form>
    </Dialog>
  );
}

function Endorsements({ work }: { work: Found<Attestation> }) {
  const t = useT(worksTexts);
  const c = useT(common);
  const names = useNames();
  const { reason, act } = useAct();
  const { me } = useMe();
  const { data: all = [] } = useEndorsements(work.address);
  const data = all.filter((each) => each.withdrawnAt === 0n);
  const mine = data.find((each) => each.endorser === me?.address);
  const why = reason ?? (!me ? c('needCreator') : me.address === work.creator ? t('ownWork') : undefined);
  const vouch = () =>
    act({ en: 'Vouch for a work', nl: 'Instaan voor een werk', es: 'Avalar una obra' }, async (signer) => {
      if (mine) {
        return [
          getWithdrawEndorsementInstruction({
            authority: signer,
            endorser: mine.endorser,
            endorsement: mine.address,
          }),
        ];
      }
      if (!me) return [];
      return [
        await getEndorseInstructionAsync({
          payer: signer,
          authority: signer,
          endorser: me.address,
          attestation: work.address,
        }),
      ];
    });
  return (
    <div className="mt-2 space-y-3 rounded-xl bg-sunken p-3">
      {data.length === 0 ? (
        <p>{t('nobodyVouches')}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {data.map((each) => (
            <li key={each.address}>
              <Chip id={each.endorser} name={names[each.endorser]} />
            </li>
          ))}
        </ul>
      )}
      {work.revokedSlot === 0n && (
        <Button small onClick={vouch} reason={why}>
          {mine ? t('unvouch') : t('vouch')}
        </Button>
      )}
    </div>
  );
}
