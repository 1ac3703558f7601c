/**
 * `npm run -s bench`: bundles the bench and the contestants that run in Node and in a page, then starts it.
 * Never part of `npm test`. See README.md here.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, vulkanEnvironment } from '../scripts/browser.mjs';
import { CACHE, ensureInstalled, ROOT } from '../scripts/install.mjs';

const BUNDLES = path.join(CACHE, 'bench');

ensureInstalled();
await build();
const child = spawn(process.execPath, [path.join(BUNDLES, 'main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: ROOT,
  // Dawn's driver: its path counts only when set before a process starts.
  env: { ...process.env, ...vulkanEnvironment(findChromium()) },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code) => process.exit(code ?? 1));

async function build() {
  // By its path, because nothing may be imported before it is installed.
  const vite = pathToFileURL(path.join(ROOT, 'node_modules', 'vite', 'dist', 'node', 'index.js'));
  const { build: bundleWith } = await import(vite.href);
  const shared = /** @type {const} */ ({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
  });
  const names = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' };
  /** @param {string} name */
  const source = (name) => path.join(ROOT, 'bench', `${name}.ts`);
  await bundleWith({
    ...shared,
    // One copy of tfjs-core for backends, layers and deep imports; the other packages stay outside.
    resolve: { mainFields: ['module', 'main'] },
    ssr: {
      noExternal: [/^@tensorflow\//, 'seedrandom', 'long', 'convnetjs'],
      resolve: { mainFields: ['module', 'main'] },
    },
    define: { __dirname: '""' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: BUNDLES,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: source('main'), child: source('peers/child') },
        output: names,
      },
    },
  });
  await bundleWith({
    ...shared,
    build: {
      outDir: path.join(BUNDLES, 'page'),
      rolldownOptions: { input: { page: source('peers/page') }, output: { ...names, codeSplitting: false } },
    },
  });
}
