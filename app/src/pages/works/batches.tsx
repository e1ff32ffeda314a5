import { getAttestBatchInstructionAsync } from '@makerstake/client/attestations';
import { useId, useState } from 'react';
import { hex } from '../../chain/bytes.ts';
import { useMe, useNames } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { useBatches } from '../../chain/works.ts';
import { common } from '../../i18n/common.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card, Empty, Meter, Notice } from '../../ui/basics.tsx';
import { Chip, Copyable, Moment } from '../../ui/chain.tsx';
import { Paged, Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { saveAs } from '../../ui/save.ts';
import { hashFile } from '../../workers/hash.ts';
import { type BatchFile, batchHash, buildBatch, writeBatch } from './batch-file.ts';
import { ProofCheck } from './proof-check.tsx';
import { worksTexts } from './texts.ts';

/** Many works at once, and the proofs of what is in them. */
export function Batches() {
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <NewBatch />
      <ProofCheck />
      <AllBatches />
    </div>
  );
}

function NewBatch() {
  const t = useT(worksTexts);
  const c = useT(common);
  const id = useId();
  const { reason, act } = useAct();
  const { me, isUnknown } = useMe();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [part, setPart] = useState<number>();
  const [batch, setBatch] = useState<BatchFile>();
  const [isSaved, setSaved] = useState(false);
  const why = reason ?? (me || isUnknown ? undefined : c('needCreator'));
  const build = async () => {
    if (!me) return;
    const { signal } = new AbortController();
    const works = [];
    for (const [at, file] of files.entries()) {
      works.push({
        name: file.name,
        content: await hashFile(file, (done) => setPart((at + done) / files.length), signal),
      });
      setPart((at + 1) / files.length);
    }
    setBatch(buildBatch(me.address, works));
    setPart(undefined);
  };
  const submit = () => {
    if (!batch) return;
    act(
      { en: 'Attest a batch of works', nl: 'Een batch werken attesteren', es: 'Atestiguar un lote de obras' },
      async (signer) => [
        await getAttestBatchInstructionAsync({
          payer: signer,
          authority: signer,
          author: batch.author,
          root: batch.root,
          dataHash: batchHash(writeBatch(batch)),
          leaves: batch.items.length,
        }),
      ],
    );
  };
  return (
    <Card title={t('submitBatch')}>
      <p className="mb-4 text-muted text-sm">{t('batchLead')}</p>
      <div className="space-y-4">
        <div>
          <label htmlFor={id} className="mb-1 block font-medium text-sm">
            {t('files')}
          </label>
          <input
            id={id}
            type="file"
            multiple
            className="block w-full text-sm file:mr-3 file:min-h-9 file:rounded-full file:border file:border-edge file:bg-surface file:px-4 file:text-ink"
            onChange={(event) => {
              setFiles([...(event.target.files ?? [])]);
              setBatch(undefined);
              setSaved(false);
            }}
          />
          <p className="mt-1 text-muted text-sm">{t('chosen', { n: files.length })}</p>
        </div>
        {part !== undefined && <Meter value={part} label={t('build')} />}
        {!batch && (
          <Button onClick={build} reason={why} disabled={files.length === 0 || part !== undefined || !me}>
            {t('build')}
          </Button>
        )}
        {batch && (
          <Notice tone="warn" title={t('keepProofs')}>
            <p className="my-2">
              {t('root')} <Copyable text={hex(batch.root)} shown={short(hex(batch.root))} />
            </p>
            <div className="flex flex-wrap gap-3">
              <Button
                small
                onClick={() => {
                  saveAs(`batch-${hex(batch.root).slice(0, 8)}.json`, writeBatch(batch));
                  setSaved(true);
                }}
              >
                {t('saveProofs')}
              </Button>
              <Button small look="primary" onClick={submit} disabled={!isSaved}>
                {t('submitBatch')}
              </Button>
            </div>
          </Notice>
        )}
      </div>
    </Card>
  );
}

function AllBatches() {
  const t = useT(worksTexts);
  const names = useNames();
  const query = useBatches();
  return (
    <Card title={t('batches')} className="xl:col-span-2">
      <Loaded query={query}>
        {(batches) =>
          batches.length === 0 ? (
            <Empty title={t('noBatches')} />
          ) : (
            <Paged items={batches}>
              {(shown) => (
                <Table
                  caption={t('batches')}
                  numeric={[2]}
                  head={[t('root'), t('author'), t('leaves'), t('when')]}
                  rows={shown.map((batch) => [
                    <Copyable
                      key="r"
                      text={hex(new Uint8Array(batch.root))}
                      shown={short(hex(new Uint8Array(batch.root)))}
                    />,
                    <Chip key="a" id={batch.author} name={names[batch.author]} />,
                    batch.leaves.toLocaleString(),
                    <Moment key="w" at={batch.time} />,
                  ])}
                />
              )}
            </Paged>
          )
        }
      </Loaded>
    </Card>
  );
}
