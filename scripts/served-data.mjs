/**
 * Serves the folder data/ (what `npm run data` fetched; git-ignored) at ./data/ in development and preview, with an index
 * of what is there, so that one machine can serve a class. A build always carries an empty index.
 * LAB_SERVED_DATA names another folder.
 */
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';

const SETS = ['mnist', 'fashion-mnist', 'cifar-10'];
const ADDRESS = /(?:^|\/)data\/(index\.json|(mnist|fashion-mnist|cifar-10)\/[\w.-]+)$/;

const folder = () => process.env.LAB_SERVED_DATA ?? path.join(ROOT, 'data');

/** Every file of every set, except what is still being fetched. @returns {{ path: string, bytes: number }[]} */
export function listServedData(root = folder()) {
  return SETS.flatMap((set) => {
    const within = path.join(root, set);
    if (!existsSync(within)) return [];
    return readdirSync(within, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^\w[\w.-]*$/.test(entry.name) && !entry.name.endsWith('.part'))
      .map(({ name }) => ({ path: `${set}/${name}`, bytes: statSync(path.join(within, name)).size }));
  });
}

/** @type {import('vite').Connect.NextHandleFunction} */
function serve(request, response, next) {
  const wanted = ADDRESS.exec((request.url ?? '').split('?', 1)[0] ?? '')?.[1];
  if (wanted === undefined) return next();
  const files = listServedData();
  response.setHeader('Cache-Control', 'no-cache');
  if (wanted === 'index.json') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ files }));
    return;
  }
  const file = files.find((candidate) => candidate.path === wanted);
  if (file === undefined) return next();
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('Content-Length', file.bytes);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(path.join(folder(), wanted));
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/** The Vite plugin. @returns {import('vite').Plugin} */
export function servedData() {
  return {
    name: 'lab:served-data',
    configureServer: ({ middlewares }) => {
      middlewares.use(serve);
    },
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use(serve);
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'data/index.json',
        source: `${JSON.stringify({ files: [] })}\n`,
      });
    },
  };
}
