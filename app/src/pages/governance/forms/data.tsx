import { useState } from 'react';
import { fromBase64, fromHex } from '../../../chain/bytes.ts';
import { useT } from '../../../i18n/index.tsx';
import { Select, TextArea } from '../../../ui/form.tsx';
import { callTexts } from './call-texts.ts';

const MOST = 0xffff;
const SPACE = /\s/g;

/** How bytes can be typed. */
const WAYS = {
  hexadecimal: { read: (text: string) => fromHex(text.replace(SPACE, '')), bad: 'badHexadecimal' },
  base64: { read: (text: string) => fromBase64(text.replace(SPACE, '')), bad: 'badBase64' },
  plain: { read: (text: string) => new TextEncoder().encode(text), bad: 'tooMany' },
} as const;
type Way = keyof typeof WAYS;

/** The bytes of a call. Reports them, or nothing while the text stands for none. */
export function DataField({ onData }: { onData: (data: Uint8Array | undefined) => void }) {
  const t = useT(callTexts);
  const [way, setWay] = useState<Way>('hexadecimal');
  const [typed, setTyped] = useState('');
  const { read, bad } = WAYS[way];
  const data = read(typed);
  const isTooLong = data !== undefined && data.length > MOST;
  const change = (text: string, by: Way) => {
    setTyped(text);
    setWay(by);
    const bytes = WAYS[by].read(text);
    onData(bytes && bytes.length <= MOST ? bytes : undefined);
  };
  return (
    <>
      <Select label={t('written')} value={way} onChange={(event) => change(typed, event.target.value as Way)}>
        {(Object.keys(WAYS) as Way[]).map((each) => (
          <option key={each} value={each}>
            {t(each)}
          </option>
        ))}
      </Select>
      <div className="sm:col-span-2">
        <TextArea
          label={t('data')}
          hint={t('bytes', { n: data?.length ?? 0 })}
          error={isTooLong ? t('tooMany') : data ? undefined : t(bad)}
          className="font-mono text-sm"
          value={typed}
          spellCheck={false}
          onChange={(event) => change(event.target.value, way)}
        />
      </div>
    </>
  );
}
