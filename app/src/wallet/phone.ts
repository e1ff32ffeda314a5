/** Apps that open a page in a browser of their own, where their wallet is: how each wants the address. */
const APPS: readonly { name: string; link: string }[] = [
  { name: 'Phantom', link: 'https://phantom.app/ul/browse/' },
  { name: 'Solflare', link: 'https://solflare.com/ul/v1/browse/' },
  { name: 'Backpack', link: 'https://backpack.app/ul/v1/browse/' },
];

/** Whether this is a phone or a tablet, whose browsers take no extensions. */
export const isPhone = (agent: string, touchPoints: number): boolean =>
  /Android|iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);

/** Links that open a page in the browsers of wallets. */
export function phoneLinks(page: string): { name: string; href: string }[] {
  const { origin } = new URL(page);
  return APPS.map(({ name, link }) => ({
    name,
    href: `${link}${encodeURIComponent(page)}?ref=${encodeURIComponent(origin)}`,
  }));
}
