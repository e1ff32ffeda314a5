import { hashName, LARGEST_TEXT, type NodeClient, pictureType } from '@makerstake/client/node';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useNode } from './node.ts';

/** The most that is read of a picture: nodes take no more. */
const LARGEST_PICTURE = 256 << 10;
/** A document never changes: its hash is its name. */
const FOR_EVER = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 30 * 60_000,
  // What a node does not have it does not have a moment later.
  retry: (failed: number, error: Error) => failed < 1 && (error as { is?: string }).is === 'silent',
};

const isNothing = (name: string | undefined): boolean => name === undefined || /^0*$/.test(name);

/** What is asked for a document, and where it stands in the cache. */
const question = (node: NodeClient, name: string, most: number) => ({
  queryKey: [node.url, 'document', name],
  queryFn: ({ signal }: { signal: AbortSignal }) => node.document(name, most, signal),
});

/** The bytes of a document, checked by its hash. Nothing is asked without a node, or for a hash of zeros. */
export function useDocument(hash: ArrayLike<number> | string | undefined, most = LARGEST_TEXT) {
  const node = useNode();
  const name = hash === undefined ? undefined : hashName(hash);
  return useQuery({
    ...(node && name ? question(node, name, most) : { queryKey: ['document', name], queryFn: async () => null }),
    ...FOR_EVER,
    enabled: node != null && !isNothing(name),
    meta: { isExtra: true },
  });
}

/** A document's text; what is not UTF-8 is none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The address of a picture in this page, once it has come and is one. */
export function usePicture(hash: string | null | undefined): string | undefined {
  const { data } = useDocument(hash ?? undefined, LARGEST_PICTURE);
  const url = useMemo(() => {
    const type = data ? pictureType(data) : undefined;
    return data && type ? URL.createObjectURL(new Blob([data.slice()], { type })) : undefined;
  }, [data]);
  useEffect(() => (url ? () => URL.revokeObjectURL(url) : undefined), [url]);
  return url;
}
