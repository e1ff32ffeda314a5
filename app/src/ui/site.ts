import { useMint } from '../chain/mint.ts';
import { useShown } from '../chain/platform.ts';
import { config } from '../settings/config.ts';

/** What the dApp is called where no platform is shown. */
export const PRODUCT = 'Makerstake';

/** The name of the platform that is shown: as who serves the dApp calls it, else as its shares do. */
export function useSiteName(): string {
  const { data } = useShown();
  const { data: mint } = useMint(data?.pool?.mint);
  const isOurs = data?.platform?.address === config().platform;
  return (isOurs && config().name) || mint?.name || PRODUCT;
}

/** Its picture, as who serves the dApp gives it: the path of a file beside the dApp, or the hash of a document. */
export function useSiteLogo(): string | undefined {
  const { data } = useShown();
  const { platform, logo } = config();
  return data?.platform && data.platform.address === platform ? logo : undefined;
}
