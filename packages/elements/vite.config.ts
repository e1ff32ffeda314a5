import { defaultClientConditions, defineConfig } from 'vite';

// The JavaScript that wasm-bindgen writes belongs to the WebAssembly, and is loaded with it.
const apart = { codeSplitting: { groups: [{ name: 'rules', test: /packages\/client\/wasm\// }] } };

/** The elements with all that they need, for a page without a bundler: one folder to be served as it is. */
export default defineConfig({
  base: './',
  // From the sources, of which a bundler can leave out more than of what the compiler makes of them.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'standalone',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'src/define.ts',
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'elements.js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
        ...apart,
      },
    },
  },
} as never);
