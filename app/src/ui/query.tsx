import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { Button, Notice, Skeleton } from './basics.tsx';

/** Shows what a query found; until then that it is reading, and if it fails why, with a way to try again. */
export function Loaded<T>({
  query,
  children,
  lines,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  lines?: number;
}) {
  const t = useT(common);
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Notice tone="bad" title={t('readFailed')}>
        <p className="my-2">{query.error.message}</p>
        <Button small onClick={() => query.refetch()}>
          {t('tryAgain')}
        </Button>
      </Notice>
    );
  }
  return <Skeleton label={t('loading')} {...(lines ? { lines } : {})} />;
}
