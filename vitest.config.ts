import { defineConfig } from 'vitest/config';
import { findChromium, vulkanEnvironment } from './scripts/browser.mjs';
import { tfjsImports } from './scripts/tfjs-imports.mjs';

export default defineConfig({
  resolve: { mainFields: ['module', 'main'] },
  ssr: { resolve: { mainFields: ['module', 'main'] } },
  test: {
    environment: 'node',
    include: ['{src,cli,bench,test}/**/*.test.{ts,tsx}'],
    // Dawn's driver; the loader's path counts only when set before the process starts, as scripts/test.mjs does.
    env: vulkanEnvironment(findChromium()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    deps: {
      optimizer: {
        // One copy of tfjs-core for every backend and deep import.
        ssr: {
          enabled: true,
          include: tfjsImports(['src', 'cli', 'test']),
          rolldownOptions: { transform: { define: { __dirname: '""' } } },
        },
      },
    },
  },
});
