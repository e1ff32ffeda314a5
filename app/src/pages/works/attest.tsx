import { getAttestInstructionAsync } from '@makerstake/client/attestations';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hex } from '../../chain/bytes.ts';
import { useMe } from '../../chain/creators.ts';
import { dateTime } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { attestationsOf } from '../../chain/works.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import { Select } from '../../ui/form.tsx';
import { MetadataField } from './metadata-field.tsx';
import { worksTexts } from './texts.ts';

/** States that a file is mine. */
export function Attest() {
  const t = useT(worksTexts);
  const c = useT(common);
  const locale = useLocale();
  const { rpcUrl } = useSettings();
  const { reason, act } = useAct();
  const { me, isUnknown } = useMe();
  const [file, setFile] = useState<Hashed>();
  const [kind, setKind] = useState(0);
  const [metadata, setMetadata] = useState<Uint8Array>();
  const { data: others } = useQuery({
    queryKey: [rpcUrl, 'attestations-of', file && hex(file.hash)],
    enabled: file !== undefined,
    queryFn: ({ signal }) => attestationsOf(clientOf(rpcUrl), file?.hash ?? new Uint8Array(32), signal),
  });
  const mine = others?.find((work) => work.creator === me?.address);
  const why =
    reason ??
    (!me && !isUnknown ? c('needCreator') : mine ? t('already', { when: dateTime(mine.time, locale) }) : undefined);
  const submit = () => {
    if (!me || !file) return;
    act({ en: 'Attest a work', nl: 'Een werk attesteren', es: 'Atestiguar una obra' }, async (signer) => [
      await getAttestInstructionAsync({
        payer: signer,
        authority: signer,
        creator: me.address,
        content: file.hash,
        metadata: metadata ?? new Uint8Array(32),
        kind,
      }),
    ]);
  };
  return (
    <Card title={t('attest')} className="max-w-2xl">
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FileHash label={t('file')} onHash={setFile} />
        <Select label={t('kind')} value={kind} onChange={(event) => setKind(Number(event.target.value))}>
          <option value={0}>{t('work')}</option>
          <option value={1}>{t('derivative')}</option>
        </Select>
        <MetadataField onHash={setMetadata} />
        <Button look="primary" type="submit" reason={why} disabled={!file || !me}>
          {t('submit')}
        </Button>
      </form>
    </Card>
  );
}
