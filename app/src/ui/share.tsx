import { useState } from 'react';
import { useShown } from '../chain/platform.ts';
import { texts, useT } from '../i18n/index.tsx';
import { usePlace } from '../places/place.ts';
import { announce } from './announce.tsx';
import { Button } from './basics.tsx';

const t0 = texts({
  share: { en: 'Share', nl: 'Delen', es: 'Compartir' },
  copied: { en: 'Link copied', nl: 'Link gekopieerd', es: 'Enlace copiado' },
});

/** The address of the present page, with the platform in it: whoever opens it elsewhere sees the same. */
export function linkTo(path: string, platform: string | undefined): string {
  const within = path.startsWith('/p/') || !platform ? path : `/p/${platform}${path}`;
  const { origin, pathname } = location;
  return `${origin}${pathname}#${within}`;
}

/** Gives the page's address on: to other apps where the system can, else to the clipboard. */
export function Share() {
  const t = useT(t0);
  const [path] = usePlace();
  const { data } = useShown();
  const [done, setDone] = useState(false);
  const share = async () => {
    const url = linkTo(path, data?.platform?.address);
    if (navigator.share) {
      await navigator.share({ title: document.title, url }).catch(() => undefined);
      return;
    }
    await navigator.clipboard?.writeText(url);
    announce(t('copied'));
    setDone(true);
    setTimeout(() => setDone(false), 2_000);
  };
  return (
    <Button small onClick={share} data-action="share" className="print:hidden">
      {done ? t('copied') : t('share')}
    </Button>
  );
}
