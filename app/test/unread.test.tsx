// A page on which something was not answered says so: it must not look as if there were none of it.
import { SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR, SolanaError } from '@solana/kit';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { ListFault } from '../src/chain/answer.ts';
import { Language } from '../src/i18n/index.tsx';
import { change } from '../src/settings/settings.ts';
import { UnreadParts } from '../src/ui/query.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let isBusy = true;
const busy = () =>
  new SolanaError(SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR, {
    headers: new Headers(),
    message: 'Too many requests',
    statusCode: 429,
  });

function Part() {
  const { data = [] } = useQuery<string[]>({
    queryKey: ['part'],
    retry: false,
    queryFn: async () => {
      if (isBusy) throw new ListFault(busy());
      return [];
    },
  });
  return <p>{data.length} found</p>;
}

test('what was not answered is named with the host alone, and read again', async () => {
  change({ rpcUrl: 'https://rpc.example/?api-key=s3cret' });
  const box = document.createElement('div');
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  await act(async () =>
    createRoot(box).render(
      <QueryClientProvider client={new QueryClient()}>
        <Language locale="en">
          <UnreadParts />
          <Part />
        </Language>
      </QueryClientProvider>,
    ),
  );
  await settle();
  expect(box.textContent).toContain('rpc.example limits lists. Wait a little, or choose another endpoint');
  expect(box.textContent).not.toMatch(/s3cret|Solana error|npx/);
  isBusy = false;
  await act(async () => box.querySelector('button')!.click());
  await settle();
  expect(box.textContent).toBe('0 found');
});
