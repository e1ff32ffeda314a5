import type { Recomputed } from '@makerstake/client';
import { sha256 } from '@makerstake/client';
import { useId, useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { type Distribution, type Pool, STATUS, useHolder } from '../../chain/equity.ts';
import { useT } from '../../i18n/index.tsx';
import { isRpcUrl } from '../../settings/settings.ts';
import { Badge, Button, Notice } from '../../ui/basics.tsx';
import { TextField } from '../../ui/form.tsx';
import { compare, readManifest } from '../../workers/distribution.ts';
import { Challenge, type Rival } from './challenge.tsx';
import { MyShare } from './my-share.tsx';
import { earnTexts } from './texts.ts';

/** Recomputes a published epoch in a worker and compares it with the chain, check by check. */
export function CheckEpoch({ pool, distribution }: { pool: Found<Pool>; distribution: Found<Distribution> }) {
  const t = useT(earnTexts);
  const id = useId();
  const { holder } = useHolder();
  const [url, setUrl] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [rows, setRows] = useState<number>();
  const [result, setResult] = useState<Rival>();
  const [error, setError] = useState<string>();
  const named = (name: string) => files.find((file) => file.name === name);
  const isReady = isRpcUrl(url) || (named('manifest.json') !== undefined && named('leaves.csv') !== undefined);

  const run = async () => {
    setError(undefined);
    setResult(undefined);
    setRows(0);
    try {
      const folder = url.replace(/\/?$/, '/');
      const bytes = new Uint8Array(await (named('manifest.json')?.arrayBuffer() ?? download(`${folder}manifest.json`)));
      const manifest = readManifest(new TextDecoder().decode(bytes));
      const found = await inWorker(
        named('leaves.csv') ?? `${folder}leaves.csv`,
        pool.address,
        distribution.epoch,
        holder,
        setRows,
      );
      const dataHash = sha256(bytes);
      setResult({ found, manifest, dataHash, checks: compare(found, manifest, dataHash, distribution) });
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setRows(undefined);
    }
  };

  const isGood = result?.checks.every(({ ok }) => ok);
  return (
    <div className="mt-4 space-y-4 rounded-2xl bg-sunken p-4 sm:p-5">
      <p className="text-sm">{t('checkLead')}</p>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t('url')}
          hint={t('urlHint')}
          value={url}
          inputMode="url"
          onChange={(event) => setUrl(event.target.value.trim())}
        />
        <div>
          <label htmlFor={id} className="mb-1 block font-medium text-sm">
            {t('files')}
          </label>
          <input
            id={id}
            type="file"
            multiple
            accept=".json,.csv"
            aria-describedby={`${id}-note`}
            className="block w-full text-sm file:mr-3 file:min-h-9 file:rounded-full file:border file:border-edge file:bg-surface file:px-4 file:text-ink"
            onChange={(event) => setFiles([...(event.target.files ?? [])])}
          />
          <p id={`${id}-note`} className="mt-1 text-muted text-sm">
            {t('filesHint')}
          </p>
        </div>
      </div>
      <Button look="primary" onClick={run} disabled={!isReady || rows !== undefined}>
        {rows === undefined ? t('recompute') : t('rows', { n: rows })}
      </Button>
      {error && (
        <Notice tone="bad" title={t('failed')}>
          {error}
        </Notice>
      )}
      {result && (
        <div aria-live="polite" className="space-y-4">
          <Notice tone={isGood ? 'good' : 'bad'} title={isGood ? t('matches') : t('differs')}>
            {!isGood && <p>{t('differsLead')}</p>}
            <ul className="mt-2 flex flex-wrap gap-2">
              {result.checks.map(({ check, ok }) => (
                <li key={check}>
                  <Badge tone={ok ? 'good' : 'bad'}>
                    <span aria-hidden="true">{ok ? '✓' : '✗'}</span> {t(`c_${check}`)}
                  </Badge>
                </li>
              ))}
            </ul>
          </Notice>
          {(distribution.status === STATUS.proposed || distribution.status === STATUS.disputed) &&
            result.checks.some(({ check, ok }) => check === 'root' && !ok) && (
              <Challenge pool={pool} distribution={distribution} rival={result} />
            )}
          <MyShare pool={pool} distribution={distribution} mine={result.found.mine} />
        </div>
      )}
    </div>
  );
}

async function download(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.arrayBuffer();
}

function inWorker(
  list: Blob | string,
  pool: string,
  epoch: number,
  holder: string | undefined,
  onRows: (rows: number) => void,
): Promise<Recomputed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../../workers/distribution.worker.ts', import.meta.url), { type: 'module' });
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.onmessage = ({ data }: MessageEvent<{ rows: number } | { found: Recomputed } | { error: string }>) => {
      if ('rows' in data) return onRows(data.rows);
      worker.terminate();
      if ('found' in data) resolve(data.found);
      else reject(new Error(data.error));
    };
    worker.postMessage({ list, pool, epoch, holder });
  });
}
