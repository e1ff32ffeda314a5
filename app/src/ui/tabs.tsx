import { Tabs as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { here, type usePlace } from '../places/place.ts';

/** Parts of a page, one shown at a time; which one is in the address, so that it can be linked to. */
export function Tabs({
  base,
  label,
  tabs,
}: {
  base: string;
  label: string;
  tabs: readonly { id: string; name: string; content: ReactNode }[];
}) {
  const [place, go] = useLocation<typeof usePlace>();
  const asked = place.startsWith(`${base}/`) ? place.slice(base.length + 1).split('/')[0] : undefined;
  const value = tabs.find(({ id }) => id === asked)?.id ?? tabs[0]?.id ?? '';
  // Where there is no room for all of them, the chosen one is in sight.
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice is what moves it
  useEffect(() => {
    const [bar, tab] = [list.current, list.current?.querySelector<HTMLElement>('[data-state=active]')];
    if (bar && tab) bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.clientWidth) / 2;
  }, [value]);
  return (
    <Radix.Root
      value={value}
      onValueChange={(id) => {
        // A click chooses twice, with the focus and by itself; it is one step.
        if (!here().path.endsWith(`${base}/${id}`)) go(`${base}/${id}`, { within: true });
      }}
    >
      <Radix.List
        ref={list}
        aria-label={label}
        className="relative mb-6 flex gap-1 overflow-x-auto border-line border-b"
      >
        {tabs.map(({ id, name }) => (
          <Radix.Trigger
            key={id}
            value={id}
            className="-mb-px min-h-11 whitespace-nowrap border-transparent border-b-2 px-4 font-medium text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-accent"
          >
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id, content }) => (
        <Radix.Content key={id} value={id}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
