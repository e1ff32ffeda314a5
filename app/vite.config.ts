import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { configDefaults } from 'vitest/config';
import { CONTENT_SECURITY_POLICY, HEADERS } from './csp.ts';

/** Puts the policy into the built page; the development server needs inline scripts, so it goes without. */
function policy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), policy()],
  // The client as it lies in packages/client, not as it is published.
  resolve: { conditions: ['source', ...(process.env.VITEST ? ['node'] : []), ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  worker: { format: 'es' },
  preview: { host: '127.0.0.1', port: 4173, headers: HEADERS },
  server: { host: '127.0.0.1', port: 5173 },
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude],
    setupFiles: ['test/setup.ts'],
  },
} as never);
