import type { FileFault } from '@makerstake/client';
import { visible } from '../../chain/text.ts';
import { useT } from '../../i18n/index.tsx';
import { governanceTexts } from './texts.ts';

/** Where the file of a proposal is wrong, and what is wrong there, in the words of the command line. */
export function FileFaultWords({ of: { fault } }: { of: FileFault }) {
  const t = useT(governanceTexts);
  const places = [
    fault.line === undefined ? [] : t('faultLine', { n: fault.line }),
    fault.action === undefined ? [] : t('faultAction', { n: fault.action }),
    fault.field === undefined ? [] : `“${visible(fault.field)}”`,
  ].flat();
  return (
    <>
      {t('fault')} {places.length > 0 && `${places.join(', ')}: `}
      {visible(fault.what)}
    </>
  );
}
