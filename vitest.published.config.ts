import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run test:published`: slow reproductions of published figures on real data, not part of `npm test`. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/published/*.published.ts'],
    testTimeout: 3_600_000,
    reporters: ['verbose'],
    disableConsoleIntercept: true,
    fileParallelism: false,
  },
});
