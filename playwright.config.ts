import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/browser.mjs';
import { CACHE } from './scripts/install.mjs';

// The first process of a run draws the port, its workers inherit it: two runs on one machine do not meet.
process.env.LAB_E2E_PORT ??= String(20_000 + (process.pid % 20_000));
const port = process.env.LAB_E2E_PORT;
// A sub-path: the build must not care where it is hosted.
const base = '/a/b/';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
const isRoot = process.getuid?.() === 0;
const executablePath = findChromium();

function launchWith(args: readonly string[]) {
  return {
    args: [...QUIET, ...(isRoot ? ['--no-sandbox'] : []), ...args],
    ...(executablePath === null ? {} : { executablePath }),
  };
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(CACHE, 'e2e'),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 1,
  // A second try on a busy machine; the summary names every test that needed it.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: path.join(CACHE, 'browser.json') }]],
  use: {
    baseURL: `http://127.0.0.1:${port}${base}`,
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
  projects: [
    { name: 'wasm', use: { launchOptions: launchWith(['--disable-gpu']) } },
    {
      name: 'webgpu',
      // The adapter may be software: only what differs between backends runs here.
      grep: /@webgpu/,
      use: { launchOptions: launchWith(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']) },
    },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --strictPort --host 127.0.0.1 --port ${port} --base ${base}`,
    url: `http://127.0.0.1:${port}${base}`,
    // Presets that need data open without it.
    env: { LAB_SERVED_DATA: path.join(CACHE, 'no-data') },
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
