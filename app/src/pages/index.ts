import { type ComponentType, lazy } from 'react';
import type { common } from '../i18n/common.ts';

/** A page: where it is, its name, its icon, and its code, which is loaded when somebody goes there. */
export interface Page {
  path: string;
  name: keyof typeof common;
  icon: string;
  view: ComponentType;
}

export const PAGES: readonly Page[] = [
  { path: '/', name: 'home', icon: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z', view: lazy(() => import('./home/home.tsx')) },
  {
    path: '/creators',
    name: 'creators',
    icon: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c1-3.2 3.3-5 6.5-5s5.5 1.8 6.5 5M16 4.5a3.5 3.5 0 0 1 0 6.5M18.5 15.5c1.5.8 2.5 2.3 3 4.5',
    view: lazy(() => import('./creators/page.tsx')),
  },
  {
    path: '/works',
    name: 'works',
    icon: 'M6 3h8l4 4v14H6zM14 3v4h4M9 14l2 2 4-4',
    view: lazy(() => import('./works/page.tsx')),
  },
  {
    path: '/earn',
    name: 'earn',
    icon: 'M4 20V10m5 10V4m5 16v-8m5 8V7',
    view: lazy(() => import('./earn/page.tsx')),
  },
  {
    path: '/ownership',
    name: 'ownership',
    icon: 'M12 3a9 9 0 1 0 9 9h-9zM15 3.5A9 9 0 0 1 20.5 9H15z',
    view: lazy(() => import('./ownership/page.tsx')),
  },
  {
    path: '/governance',
    name: 'governance',
    icon: 'M4 20h16M6 17V10m4 7V10m4 7V10m4 7V10M3 9l9-5 9 5z',
    view: lazy(() => import('./governance/page.tsx')),
  },
  {
    path: '/treasury',
    name: 'treasury',
    icon: 'M3 7h15a3 3 0 0 1 3 3v9H6a3 3 0 0 1-3-3zM3 7l11-3v3M16.5 13.5h.01',
    view: lazy(() => import('./treasury/page.tsx')),
  },
  {
    path: '/rulebook',
    name: 'rulebook',
    icon: 'M5 4h9a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4zM9 9h5M9 13h5',
    view: lazy(() => import('./rulebook/page.tsx')),
  },
  {
    path: '/creator',
    name: 'creator',
    icon: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1.2-3.6 4-5.5 7.5-5.5s6.3 1.9 7.5 5.5',
    view: lazy(() => import('./creator/page.tsx')),
  },
  {
    path: '/settings',
    name: 'settings',
    icon: 'M4 8h9m4 0h3M4 16h3m4 0h9M15 5.5v5M9 13.5v5',
    view: lazy(() => import('./settings/page.tsx')),
  },
];
