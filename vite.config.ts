import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { CACHE } from './scripts/install.mjs';
import { servedData } from './scripts/served-data.mjs';
import { tfjsImports } from './scripts/tfjs-imports.mjs';
import { downloadOrigins } from './src/spec/official.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** The build runs under this policy wherever it is hosted; a meta tag does not govern the workers. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `connect-src 'self' ${downloadOrigins().join(' ')}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The Latin part of Inter: all that the page's first screen needs. */
const FIRST_FONT = /inter-latin-wght-normal.*\.woff2$/;

/** Adds the policy and the font's preload to the built page. */
function pageHead(): Plugin {
  return {
    name: 'lab:page-head',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const policy = { 'http-equiv': 'Content-Security-Policy', content: POLICY };
        const font = Object.keys(bundle ?? {}).find((name) => FIRST_FONT.test(name));
        const preload = {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: '',
          href: `./${font}`,
        };
        return [
          { tag: 'meta', attrs: policy, injectTo: 'head-prepend' as const },
          ...(font === undefined ? [] : [{ tag: 'link', attrs: preload, injectTo: 'head' as const }]),
        ];
      },
    },
  };
}

/** tfjs's threaded wasm loader needs cross-origin isolation and is never used: 35 kB less. */
function withoutWasmThreads(): Plugin {
  return {
    name: 'lab:without-wasm-threads',
    load(id) {
      if (!/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/.test(id)) return null;
      return "export const wasmWorkerContents = '';\nexport default null;\n";
    },
  };
}

/** KaTeX names each font in three formats; every browser with module workers reads woff2. */
function onlyWoff2(): Plugin {
  return {
    name: 'lab:only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^?]*\.css/.test(id)) return null;
      return { code: code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\([^)]*\)/g, ''), map: null };
    },
  };
}

/** Writes what each chunk is made of, for scripts/size-budget.mjs. */
function bundleReport(part: 'page' | 'worker'): Plugin {
  const report = (_options: unknown, bundle: Rolldown.OutputBundle) => {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
    const rows = chunks.map(({ fileName, isEntry, imports, moduleIds }) => ({
      fileName,
      isEntry,
      imports,
      hasTfjs: moduleIds.some((id) => id.includes('@tensorflow')),
    }));
    const entry = chunks.find((chunk) => chunk.isEntry)?.name ?? 'chunks';
    mkdirSync(path.join(CACHE, 'bundle'), { recursive: true });
    writeFileSync(path.join(CACHE, 'bundle', `${part}-${entry}.json`), JSON.stringify(rows));
  };
  const name = `lab:bundle-report-${part}`;
  // Chunks that hold nothing but styles are gone by writeBundle; a worker's bundle is never written by itself.
  return part === 'page'
    ? { name, apply: 'build', writeBundle: report }
    : { name, apply: 'build', generateBundle: report };
}

/** Licences go out as a file of their own (scripts/notices.mjs), not as comments in the code. */
const output = { comments: { legal: false, annotation: false, jsdoc: false } };

export default defineConfig({
  base: './',
  // One page, no routes: what is missing is a 404, as on a static host, not the page again.
  appType: 'mpa',
  define: {
    __LAB_VERSION__: JSON.stringify(manifest.version),
    __TFJS_VERSION__: JSON.stringify(manifest.dependencies['@tensorflow/tfjs-core']),
  },
  plugins: [react(), pageHead(), onlyWoff2(), servedData(), bundleReport('page')],
  worker: {
    format: 'es',
    plugins: () => [withoutWasmThreads(), bundleReport('worker')],
    rolldownOptions: { output },
  },
  build: {
    // Nothing becomes a data: address: the policy allows files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output },
    // scripts/size-budget.mjs has the limits that count.
    chunkSizeWarningLimit: 1000,
  },
  optimizeDeps: { include: ['comlink', ...tfjsImports(['src'])] },
});
