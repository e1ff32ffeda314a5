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
    path: '/creator',
    name: 'creator',
    icon: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1.2-3.6 4-5.5 7.5-5.5s6.3 1.9 7.5 5.5',
    view: lazy(() => import('./creator/page.tsx')),
  },
  {
    path: '/works',
    name: 'works',
    icon: 'M6 3h8l4 4v14H6zM14 3v4h4M9 14l2 2 4-4',
    view: lazy(() => import('./works/page.tsx')),
  },
  {
    path: '/settings',
    name: 'settings',
    icon: 'M4 8h9m4 0h3M4 16h3m4 0h9M15 5.5v5M9 13.5v5',
    view: lazy(() => import('./settings/page.tsx')),
  },
];
