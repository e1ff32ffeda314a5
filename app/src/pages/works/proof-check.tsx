import { getPromoteInstructionAsync } from '@makerstake/client/attestations';
import { address as addressOf, getAddressDecoder } from '@solana/kit';
import { useId, useState } from 'react';
import { same } from '../../chain/bytes.ts';
import { useMe } from '../../chain/creators.ts';
import { visible } from '../../chain/text.ts';
import { useBatches } from '../../chain/works.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Badge, Button, Card, Notice } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { Paged } from '../../ui/pager.tsx';
import { type BatchFile, type BatchItem, isIn, readBatch } from './batch-file.ts';
import { worksTexts } from './texts.ts';

/** Checks a file of proofs against the chain, and promotes what is in it. */
export function ProofCheck() {
  const t = useT(worksTexts);
  const rich = useRich(worksTexts);
  const id = useId();
  const [file, setFile] = useState<BatchFile>();
  const [error, setError] = useState<string>();
  const { data: batches } = useBatches();
  const take = async (chosen: File | undefined) => {
    setFile(undefined);
    setError(undefined);
    if (!chosen) return;
    try {
      setFile(readBatch(await chosen.text()));
    } catch (reason) {
      setError(t('proofBad', { why: reason instanceof Error ? reason.message : String(reason) }));
    }
  };
  const batch =
    file && batches?.find((each) => each.author === file.author && same(new Uint8Array(each.root), file.root));
  const good = batch && file ? file.items.filter((item) => isIn(item, batch)).length : 0;
  return (
    <Card title={t('checkProof')}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {t('proofFile')}
      </label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        className="mb-4 block w-full text-sm file:mr-3 file:min-h-9 file:rounded-full file:border file:border-edge file:bg-surface file:px-4 file:text-ink"
        onChange={(event) => take(event.target.files?.[0])}
      />
      {error && <Notice tone="bad">{error}</Notice>}
      {file && batches && !batch && <Notice tone="bad">{t('proofNoBatch')}</Notice>}
      {file && batch && (
        <>
          <Notice tone={good === file.items.length ? 'good' : 'bad'}>
            {rich('proofGood', {
              good,
              n: file.items.length,
              batch: <Chip key="b" id={batch.address} />,
              when: <Moment key="w" at={batch.time} />,
            })}
          </Notice>
          <Paged items={file.items} size={6}>
            {(shown) => (
              <ul className="mt-3 divide-y divide-line">
                {shown.map((item, at) => (
                  <Item key={at} item={item} isGood={isIn(item, batch)} batch={batch.address} />
                ))}
              </ul>
            )}
          </Paged>
        </>
      )}
    </Card>
  );
}

function Item({ item, isGood, batch }: { item: BatchItem; isGood: boolean; batch: string }) {
  const t = useT(worksTexts);
  const { key, act } = useAct();
  const { me } = useMe();
  const { leaf, proof } = item;
  const promote = () =>
    act(
      {
        en: 'Give a work its own attestation',
        nl: 'Een werk een eigen attestatie geven',
        es: 'Dar a una obra su propia atestación',
      },
      async (signer) => {
        const parent = leaf.parent.some((byte) => byte !== 0) ? getAddressDecoder().decode(leaf.parent) : undefined;
        return [
          await getPromoteInstructionAsync({
            payer: signer,
            ...(me?.address === leaf.creator ? { authority: signer } : {}),
            creator: leaf.creator,
            batch: addressOf(batch),
            ...(parent ? { parent } : {}),
            content: leaf.content,
            metadata: leaf.metadata,
            kind: leaf.kind,
            nonce: leaf.nonce,
            proof,
          }),
        ];
      },
    );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2">
      <span className="min-w-0">
        <bdi>{visible(item.name)}</bdi>{' '}
        <Badge tone={isGood ? 'good' : 'bad'}>{isGood ? t('inBatch') : t('notInBatch')}</Badge>
      </span>
      {isGood && (
        <Button small onClick={promote} disabled={!key}>
          {t('promote')}
        </Button>
      )}
    </li>
  );
}
