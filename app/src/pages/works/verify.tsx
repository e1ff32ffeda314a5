import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hex } from '../../chain/bytes.ts';
import { clientOf } from '../../chain/rpc.ts';
import { attestationsOf } from '../../chain/works.ts';
import { useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { Badge, Card, Empty } from '../../ui/basics.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import { Loaded } from '../../ui/query.tsx';
import { worksTexts } from './texts.ts';
import { Work } from './work.tsx';

/** Drops a file, and says who attested exactly these bytes. */
export function Verify() {
  const t = useT(worksTexts);
  const { rpcUrl } = useSettings();
  const [file, setFile] = useState<Hashed>();
  const content = file && hex(file.hash);
  const query = useQuery({
    queryKey: [rpcUrl, 'attestations-of', content],
    enabled: file !== undefined,
    queryFn: ({ signal }) => attestationsOf(clientOf(rpcUrl), file?.hash ?? new Uint8Array(32), signal),
  });
  return (
    <div className="grid gap-6 xl:grid-cols-[2fr_3fr]">
      <Card title={t('verify')}>
        <FileHash label={t('fileToCheck')} onHash={setFile} />
      </Card>
      {file && (
        <div aria-live="polite">
          <Loaded query={query}>
            {(found) =>
              found.length === 0 ? (
                <Empty title={t('nobody')}>{t('nobodyLead')}</Empty>
              ) : (
                <Card title={t('found', { n: found.length })}>
                  <ul className="space-y-6">
                    {found.map((work, at) => (
                      <li key={work.address}>
                        <Work
                          work={work}
                          badge={at === 0 && found.length > 1 ? <Badge tone="good">{t('earliest')}</Badge> : null}
                        />
                      </li>
                    ))}
                  </ul>
                </Card>
              )
            }
          </Loaded>
        </div>
      )}
    </div>
  );
}
