import { type Query, type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { answerFault, answerTexts, hostOf } from '../chain/answer.ts';
import { visible } from '../chain/text.ts';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { Button, Notice, Skeleton } from './basics.tsx';

/** Why something could not be read, with the endpoint's host, and a way to try again. */
export function Unread({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useT(common);
  const a = useT(answerTexts);
  const { rpcUrl } = useSettings();
  const { is, ...values } = answerFault(error);
  const reason = 'reason' in values ? visible(values.reason) : '';
  const status = 'status' in values ? values.status : 0;
  return (
    <Notice tone="bad" title={t('readFailed')}>
      <p className="my-2" data-unread={is}>
        {a(is, { host: hostOf(rpcUrl), reason, status })}
      </p>
      <Button small onClick={retry}>
        {t('tryAgain')}
      </Button>
    </Notice>
  );
}

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
  if (query.isError) return <Unread error={query.error} retry={() => query.refetch()} />;
  return <Skeleton label={t('loading')} {...(lines ? { lines } : {})} />;
}

// What a node adds is missed where it is shown, and nothing else lacks it.
const isUnread = (query: Query): boolean =>
  query.meta?.isExtra !== true && query.isActive() && query.state.status === 'error' && query.state.data === undefined;

/**
 * Says once for a whole page that something on it could not be read: what was not answered is missing there, and must not
 * look as if there were none of it.
 */
export function UnreadParts() {
  const queries = useQueryClient();
  const cache = queries.getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const failed = useSyncExternalStore(subscribe, () => cache.getAll().find(isUnread));
  if (!failed) return null;
  const retry = () => queries.refetchQueries({ predicate: isUnread });
  return (
    <div className="mb-6">
      <Unread error={failed.state.error} retry={retry} />
    </div>
  );
}
