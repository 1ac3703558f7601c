/**
 * `npm start`: installs what is missing, builds the lab where its sources changed, serves it, prints its address.
 * `npm start -- --port 8080` chooses another port to begin with, `--host` makes it reachable from other machines.
 */
import { parseArgs } from 'node:util';
import { build, isBuilt } from './build.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string' }, host: { type: 'boolean', default: false } },
});

let isEnding = false;
/** @type {(() => Promise<void>) | null} */
let close = null;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);

/** A second Ctrl-C does not wait. */
function end() {
  if (isEnding) process.exit(0);
  isEnding = true;
  console.log('');
  if (close === null) process.exit(0);
  setTimeout(() => process.exit(0), 1000).unref();
  close().finally(() => process.exit(0));
}

async function main() {
  ensureInstalled();
  if (!isBuilt()) {
    console.log('Building the lab …');
    if (!build()) process.exit(1);
  }
  const { preview } = await import('vite');
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    preview: {
      port: Number(values.port ?? 4173),
      strictPort: false,
      host: values.host ? '0.0.0.0' : '127.0.0.1',
    },
  });
  close = () => server.close();
  const { local = [], network = [] } = server.resolvedUrls ?? {};
  console.log(`\nLearning Rules Lab is open at ${local[0] ?? network[0]}`);
  for (const address of network) console.log(`                 and at ${address}`);
  console.log('Press Ctrl-C to end it.');
}

await main();
