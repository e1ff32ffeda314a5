import { defineConfig } from '@playwright/test';

/** Nothing that looks for the outside. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.mjs',
  outputDir: 'e2e/output/results',
  globalSetup: './e2e/setup.mjs',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Long: a machine that does much else is slow, and nothing in the stories waits for time.
  timeout: 1_800_000,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS },
  },
  projects: [
    { name: 'fresh', testMatch: 'fresh.spec.mjs', use: { on: 'fresh' } },
    { name: 'platform', testMatch: 'platform.spec.mjs', use: { on: 'platform' } },
    // After the stories that fill it; `--no-deps` looks at what the demonstration leaves.
    {
      name: 'pages',
      testMatch: 'pages.spec.mjs',
      dependencies: ['platform'],
      fullyParallel: true,
      use: { on: 'platform' },
    },
  ],
});
