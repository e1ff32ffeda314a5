import { isProfileUri } from '@makerstake/client';
import { getUpdateProfileInstruction } from '@makerstake/client/creators';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { hex, isZero } from '../../chain/bytes.ts';
import type { Creator } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { Copyable } from '../../ui/chain.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import { TextField } from '../../ui/form.tsx';
import { creatorTexts } from './texts.ts';

/** The document about me. */
export function Profile({ me }: { me: Found<Creator> }) {
  const t = useT(creatorTexts);
  const { act } = useAct();
  const [uri, setUri] = useState('');
  const [file, setFile] = useState<Hashed>();
  const error = uri !== '' && !isProfileUri(uri) ? t('profileUriHint') : undefined;
  const submit = () =>
    act({ en: 'Update the profile', nl: 'Het profiel bijwerken', es: 'Actualizar el perfil' }, (authority) => [
      getUpdateProfileInstruction({ authority, creator: me.address, uri, hash: file?.hash ?? new Uint8Array(32) }),
    ]);
  return (
    <Card title={t('profile')}>
      <p className="mb-3 text-muted text-sm">{t('profileLead')}</p>
      <p className="mb-4 text-sm">
        {t('profileRevision', { n: me.profileRevision })}
        {!isZero(new Uint8Array(me.profileHash)) && (
          <>
            {' · SHA-256 '}
            <Copyable text={hex(new Uint8Array(me.profileHash))} shown={short(hex(new Uint8Array(me.profileHash)))} />
          </>
        )}
      </p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('profileUri')}
          hint={t('profileUriHint')}
          error={error}
          value={uri}
          onChange={(event) => setUri(event.target.value.trim())}
        />
        <FileHash label={t('profileFile')} onHash={setFile} />
        <Button type="submit" disabled={!isProfileUri(uri) || !file}>
          {t('update')}
        </Button>
      </form>
    </Card>
  );
}
