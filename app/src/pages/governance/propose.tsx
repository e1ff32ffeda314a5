import {
  type Action,
  addedBond,
  at,
  budgetId,
  commitment,
  encodeActions,
  epochOf,
  freeSlot,
  hasKind,
  kindsOf,
  NO_LIMIT,
  OPTIMISTIC,
  proposerTag,
  shareFloor,
  votesAsked,
  votesToPropose,
} from '@makerstake/client';
import { getCreateProposalInstruction } from '@makerstake/client/governance';
import { getAddressEncoder, type Instruction, type TransactionSigner } from '@solana/kit';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useNames } from '../../chain/creators.ts';
import { type Pool, useHolder, useMyPosition, usePool } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { type Platform, proposalAddress, type Track, useTracks } from '../../chain/governance.ts';
import { clientOf } from '../../chain/rpc.ts';
import { tokenAccountOf, tokenProgramOf } from '../../chain/tokens.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { describeAction } from '../../tx/messages/actions.ts';
import { Say } from '../../tx/messages/say.tsx';
import { Button, Card } from '../../ui/basics.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import { Select, TextField } from '../../ui/form.tsx';
import { ActionForm } from './action-form.tsx';
import { ByHash } from './by-hash.tsx';
import { useDraft } from './kept-draft.ts';
import { OutlookNotes, useOutlook } from './outlook.tsx';
import { proposeTexts } from './propose-texts.ts';
import { useTrackName } from './state.tsx';
import { governanceTexts } from './texts.ts';

const bytes = (text: string) => new TextEncoder().encode(text).length;
/** So many bytes of title, address and actions always fit into one transaction. */
const FITS = 640;

/** Whether a track measures what its actions spend: then they must be on the chain. */
const isCapped = ({ perActionLimitPpm, perEpochLimitPpm }: Track) =>
  perActionLimitPpm < NO_LIMIT || perEpochLimitPpm < NO_LIMIT;

const isOptimistic = ({ flags }: Track) => (flags & OPTIMISTIC) !== 0;

/** The action in a track: a budget has its id among those of optimistic tracks, or of the others. */
const within = (action: Action, optimistic: boolean): Action =>
  action.kind === 'openBudget' ? { ...action, id: budgetId(action.id, optimistic) } : action;

/** Whether a track takes every one of these actions. */
const takes = (track: Track, actions: readonly Action[]) => actions.every(({ kind }) => hasKind(track.kinds, kind));

/** A proposal from typed forms: what it does, where it belongs, what explains it. */
export function Propose({ platform }: { platform: Found<Platform> }) {
  const t = useT(proposeTexts);
  const g = useT(governanceTexts);
  const c = useT(common);
  const locale = useLocale();
  const names = useNames();
  const trackName = useTrackName();
  const now = useNow(10);
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { holder, creator } = useHolder();
  const { data: found } = usePool();
  const { data: position } = useMyPosition(platform.pool);
  const { data: tracks = [] } = useTracks(platform.address);
  const [{ actions: drafted, title, uri }, edit] = useDraft(platform.address);
  const [document, setDocument] = useState<Hashed>();
  const [chosen, setChosen] = useState<number>();
  const [wantsHash, setWantsHash] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const fitting = drafted.length === 0 ? [] : tracks.filter((track) => takes(track, drafted));
  const track = fitting.find(({ id }) => id === chosen) ?? fitting[0];
  const actions = drafted.map((action) => within(action, track !== undefined && isOptimistic(track)));
  const pool: Found<Pool> | undefined = found?.pool ?? undefined;
  const epoch = pool && now !== undefined ? epochOf(now, pool.snapshotGenesis, pool.snapshotEpochSeconds) : undefined;
  const { votes, delegated } =
    position && epoch !== undefined ? votesToPropose(position, epoch) : { votes: 0n, delegated: 0n };
  const all = pool && epoch !== undefined ? (at(pool.epoch, pool.total, epoch) ?? 0n) : 0n;
  const slot = actions.length > 0 ? freeSlot(platform.slotMask, kindsOf(actions.map(({ kind }) => kind))) : undefined;
  const tag = holder ? proposerTag(getAddressEncoder().encode(holder) as Uint8Array) : 0n;
  const floor = pool ? shareFloor(pool) : 0n;
  const base = all > floor ? all : floor;
  const needed = track && slot !== undefined ? votesAsked(platform, slot, tag, track.proposalThresholdBps, base) : 0n;
  const added = slot === undefined ? 0n : addedBond(platform.slotMask, slot);
  const isClosed = track !== undefined && isOptimistic(track) && all < floor;
  const outlook = useOutlook({ mint: pool?.mint, track: track?.id, payer: key }, actions);
  const why =
    reason ??
    (!position
      ? g('needPosition')
      : actions.length > 0 && !track
        ? t('noTrack')
        : actions.length > 0 && slot === undefined
          ? t('noSlot')
          : isClosed
            ? t('closed')
            : votes < needed
              ? t(delegated > 0n ? 'fewDelegated' : 'few', {
                  n: amount(needed, 6, locale),
                  have: amount(votes, 6, locale),
                  delegated: amount(delegated, 6, locale),
                })
              : outlook && outlook.problems.length > 0
                ? t('wouldFail')
                : undefined);
  const isWhole =
    track !== undefined &&
    bytes(title) > 0 &&
    bytes(title) <= 64 &&
    /^[!-~]{1,128}$/.test(uri) &&
    document !== undefined;
  const payload = encodeActions(actions);
  const isByHash = wantsHash && track !== undefined && !isCapped(track);
  const file =
    isByHash && isWhole ? { title, uri, document: document.name, track: track.id, isByHash, actions } : undefined;
  const isReady = isWhole && (!isByHash || isSaved);

  const build = async (signer: TransactionSigner): Promise<Instruction[]> => {
    if (!holder || !position || !track || !document) return [];
    const nonce = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const instruction = getCreateProposalInstruction({
      payer: signer,
      authority: signer,
      ...(creator ? { creator } : {}),
      pool: platform.pool,
      position: position.address,
      platform: platform.address,
      track: track.address,
      proposal: await proposalAddress(platform.address, holder, nonce),
      nonce,
      title,
      uri,
      actions: isByHash ? new Uint8Array(0) : payload,
      documentHash: document.hash,
      byHash: isByHash ? commitment(actions) : null,
    });
    if (!isCapped(track)) return [instruction];
    // A track with spending limits measures them: it asks for the treasury's account of each asset, and of lamports where it
    // pays rent.
    const client = clientOf(rpcUrl);
    const assets = new Set(actions.flatMap((action) => ('asset' in action ? [action.asset] : [])));
    if (actions.some((action) => action.kind === 'openBudget')) assets.add(undefined);
    const balances = await Promise.all(
      [...assets].map(async (mint) =>
        mint ? tokenAccountOf(platform.treasury, mint, await tokenProgramOf(client, mint)) : platform.treasury,
      ),
    );
    return [
      { ...instruction, accounts: [...instruction.accounts, ...balances.map((address) => ({ address, role: 0 }))] },
    ];
  };
  const submit = () =>
    act({ en: 'Propose', nl: 'Voorstellen', es: 'Proponer' }, build, () => {
      edit({ actions: [], title: '' });
      setWantsHash(false);
    });

  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <Card title={t('actions')}>
        {actions.length > 0 && (
          <ol className="mb-4 space-y-2" data-actions={actions.length}>
            {actions.map((action, index) => (
              <li
                key={index}
                className="flex flex-wrap items-center justify-between gap-2 rounded-xl border border-line px-3 py-2"
              >
                <span className="min-w-0 flex-1">
                  <Say sentence={describeAction(action)} locale={locale} names={names} />
                </span>
                <Button small onClick={() => edit({ actions: drafted.filter((_, other) => other !== index) })}>
                  {t('remove')}
                </Button>
              </li>
            ))}
          </ol>
        )}
        {outlook && <OutlookNotes outlook={outlook} />}
        {actions.length < 10 && (
          <ActionForm platform={platform} draft={actions} onAdd={(action) => edit({ actions: [...drafted, action] })} />
        )}
      </Card>
      <Card title={g('create')}>
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextField
            label={t('title')}
            hint={t('titleHint')}
            error={bytes(title) > 64 ? t('titleHint') : undefined}
            value={title}
            onChange={(event) => edit({ title: event.target.value })}
          />
          <TextField
            label={t('uri')}
            hint={t('uriHint')}
            error={uri !== '' && !/^[!-~]{1,128}$/.test(uri) ? t('uriHint') : undefined}
            value={uri}
            onChange={(event) => edit({ uri: event.target.value.trim() })}
          />
          <FileHash label={t('document')} onHash={setDocument} />
          <Select
            label={t('track')}
            hint={t('trackHint')}
            value={track?.id ?? ''}
            onChange={(event) => setChosen(Number(event.target.value))}
            disabled={fitting.length === 0}
          >
            {fitting.length === 0 && <option value="">{c('none')}</option>}
            {fitting.map(({ id }) => (
              <option key={id} value={id}>
                {trackName(id)}
              </option>
            ))}
          </Select>
          {track && <p className="text-muted text-sm">{t('bond', { n: amount(track.bond + added, 9, locale) })}</p>}
          {added > 0n && <p className="text-sm">{t('addedBond', { n: amount(added, 9, locale) })}</p>}
          {track && !isCapped(track) && (
            <ByHash
              wants={wantsHash}
              onWants={setWantsHash}
              isLong={payload.length + bytes(title) + bytes(uri) > FITS}
              file={file}
              onSaved={setSaved}
            />
          )}
          <Button look="primary" type="submit" reason={why} disabled={!isReady}>
            {t('submit')}
          </Button>
        </form>
      </Card>
    </div>
  );
}
