/**
 * Who may import whom, as one table; writes biome.layers.json, which biome.json extends.
 * A later override of Biome replaces the earlier one's patterns, so every folder gets its complete list here.
 * After a change: `node scripts/import-layers.mjs`; `--check` (part of `npm test`) fails when the file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What tests may add; noUndeclaredDependencies and noNodejsModules keep it out of the sources. */
const FOR_TESTS = ['vitest', 'node:*', 'fast-check'];
const TFJS = ['@tensorflow/**'];
const REACT = ['react', 'react/*', 'react-dom', 'react-dom/*'];

/** @typedef {{ folders: string[], packages: string[] }} Layer folders of src/ and packages; own files are always allowed */

/** @type {Record<string, Layer>} */
const LAYERS = {
  spec: { folders: [], packages: [] },
  math: { folders: [], packages: [] },
  data: { folders: ['spec/**', 'math/**'], packages: ['fflate', '@noble/hashes/**'] },
  engine: { folders: ['spec/**', 'math/**'], packages: TFJS },
  rules: { folders: ['engine/**', 'spec/**', 'math/**'], packages: TFJS },
  probes: { folders: ['engine/**', 'spec/**', 'math/**'], packages: TFJS },
  worker: {
    folders: ['spec/**', 'math/**', 'data/**', 'engine/**', 'rules/**', 'probes/**'],
    packages: ['comlink'],
  },
  store: {
    folders: ['spec/**', 'math/**', 'worker/client', 'worker/protocol'],
    packages: ['zustand', 'zustand/**', 'fflate'],
  },
  charts: { folders: ['math/**'], packages: ['d3', 'd3-*'] },
  ui: {
    folders: ['store/**', 'charts/**', 'spec/**', 'rules/*.ts\\?raw'],
    packages: [
      ...REACT,
      'radix-ui',
      'lucide-react',
      'lucide-react/**',
      'katex',
      'katex/**',
      'uqr',
      '@fontsource-variable/**',
    ],
  },
};

/** Ways round the lists above: climbing out of an allowed folder. */
const DETOURS = ['./../**', './*/../**', '../*/../**', '../../*/../**'];

/** @param {string[]} includes @param {string[]} group @param {string} message */
function override(includes, group, message) {
  const options = { patterns: [{ group, message }] };
  return { includes, linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } } };
}

/** @param {string[]} names */
const allow = (names) => names.map((name) => `!${name}`);

/** @param {string} name @param {Layer} layer */
function messageOf(name, layer) {
  const allowed = [...layer.folders, ...layer.packages.filter((item) => !item.includes('/*'))];
  const list = allowed.map((item) => item.replace('/**', '').replace('\\', ''));
  return list.length === 0
    ? `src/${name} imports nothing but its own files.`
    : `src/${name} may import only its own files and: ${list.join(', ')}.`;
}

/** Overrides of one folder: its own files, then those of its sub-folders. @param {string} name @param {Layer} layer */
function overridesOf(name, layer) {
  const packages = allow([...layer.packages, ...FOR_TESTS]);
  const flat = allow(layer.folders.map((folder) => `../${folder}`));
  const nested = allow(layer.folders.map((folder) => `../../${folder}`));
  const message = messageOf(name, layer);
  return [
    override([`src/${name}/*`], ['**', '!./**', ...flat, ...packages, ...DETOURS, '!../../test/**'], message),
    override(
      [`src/${name}/*/**`],
      [
        '**',
        '!./**',
        '!../*',
        '!../*/**',
        '../../**',
        ...nested,
        ...packages,
        ...DETOURS,
        '!../../../test/**',
      ],
      message,
    ),
  ];
}

function build() {
  const worker = /** @type {Layer} */ (LAYERS.worker);
  const session = { folders: worker.folders, packages: [...worker.packages, ...TFJS] };
  const sessionRules = overridesOf('worker', session).slice(0, 1);
  return {
    overrides: [
      ...Object.entries(LAYERS).flatMap(([name, layer]) => overridesOf(name, layer)),
      ...sessionRules.map((rule) => ({ ...rule, includes: ['src/worker/session*.ts'] })),
      override(
        ['src/worker/client*.ts', 'src/worker/protocol.ts'],
        [
          '**',
          ...allow(['./client', './protocol', '../spec/**', '../math/**', 'comlink', ...FOR_TESTS]),
          ...DETOURS,
        ],
        'The page side of src/worker may import only spec, math, protocol and comlink.',
      ),
      override(
        ['src/main.tsx'],
        ['**', ...allow(['./ui/**', './store/**', 'react', 'react-dom/client', '@fontsource-variable/**'])],
        'src/main.tsx mounts <App/>: it may import only ui, store, React and fonts.',
      ),
      override(
        ['cli/**', 'bench/**'],
        [
          '**/src/ui/**',
          '**/src/store/**',
          '**/src/charts/**',
          ...REACT,
          'd3',
          'd3-*',
          'zustand',
          'zustand/**',
        ],
        'The command-line tools may import anything but ui, store, charts and their packages.',
      ),
      override(
        ['scripts/**'],
        ['**', '!./**', '!node:*'],
        'Scripts run before anything is installed: Node modules only.',
      ),
      override(
        ['scripts/start.mjs'],
        ['**', '!./**', '!node:*', '!vite'],
        'start.mjs runs before anything is installed: Node modules, and Vite by a dynamic import after the install.',
      ),
    ],
  };
}

const file = fileURLToPath(new URL('../biome.layers.json', import.meta.url));
// One override a line: a change of a layer is a change of a line.
const text = `{ "overrides": [\n${build()
  .overrides.map((rule) => `  ${JSON.stringify(rule)}`)
  .join(',\n')}\n] }\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('biome.layers.json is out of date: run node scripts/import-layers.mjs');
  process.exitCode = 1;
}
