/**
 * Runs one of the command-line tools: `node scripts/run-cli.mjs verify …` bundles cli/verify.ts where its sources are newer
 * than the last bundle, and starts it with the remaining arguments. Says nothing itself unless something is wrong.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, vulkanEnvironment } from './browser.mjs';
import { CACHE, ensureInstalled, ROOT } from './install.mjs';
import { newestMs } from './newest.mjs';

const SOURCES = ['cli', 'src', 'package-lock.json', 'scripts/run-cli.mjs'];

const [tool = '', ...args] = process.argv.slice(2);
const source = path.join(ROOT, 'cli', `${tool}.ts`);
if (!/^[a-z-]+$/.test(tool) || !existsSync(source)) {
  console.error(`There is no command-line tool "${tool}": see cli/README.md.`);
  process.exit(1);
}
ensureInstalled();
const bundle = path.join(CACHE, 'cli', `${tool}.js`);
if (!existsSync(bundle) || newestMs(SOURCES) > statSync(bundle).mtimeMs) await build();
run();

/** Packages stay outside of the bundle: Node loads its own builds of them. */
async function build() {
  // By its path, because nothing may be imported before it is installed.
  const vite = pathToFileURL(path.join(ROOT, 'node_modules', 'vite', 'dist', 'node', 'index.js'));
  const { build: bundleWith } = await import(vite.href);
  await bundleWith({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: source,
      target: 'node20',
      outDir: path.dirname(bundle),
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: `${tool}.js`, chunkFileNames: `${tool}-[name].js` } },
    },
  });
}

function run() {
  const environment = args.some((arg) => arg.includes('webgpu')) ? vulkanEnvironment(findChromium()) : {};
  const child = spawn(process.execPath, [bundle, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of process.eventNames()) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
