/**
 * Finds a Chromium for the browser tests, or gets one: $CHROME_PATH, an installed one, Playwright's own,
 * Debian's package (as root), Playwright's download. Also finds the software Vulkan driver that comes with it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ROOT } from './install.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_APPS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Path of a Chromium that is already there, or null. */
export function findChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  return [...installedPaths(), ...playwrightPaths()].find((file) => existsSync(file)) ?? null;
}

/** Path of a Chromium, installed first where none is found; null where that is impossible. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null || process.env.CHROME_PATH) return found;
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    console.log("No Chromium found. Installing Debian's chromium package …");
    run('apt-get', ['update', '-qq'], 300_000);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 600_000);
    const packaged = findChromium();
    if (packaged !== null) return packaged;
  }
  console.log("No Chromium found. Downloading Playwright's own …");
  const cli = path.join(ROOT, 'node_modules', 'playwright', 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium'], 600_000);
  return findChromium();
}

/** Folders that may hold what Chromium ships beside its binary. @param {string | null} chromium */
function chromiumFolders(chromium) {
  const own = chromium === null ? [] : [path.dirname(realpathSync(chromium))];
  return [...own, '/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];
}

/**
 * Environment in which Dawn (the package `webgpu`) finds a Vulkan driver in Node: the machine's own where it has a
 * graphics card, otherwise Chromium's SwiftShader. LD_LIBRARY_PATH counts only when set before a process starts.
 * @param {string | null} chromium
 * @returns {Record<string, string>}
 */
export function vulkanEnvironment(chromium) {
  if (process.platform !== 'linux') return {};
  /** @type {Record<string, string>} */
  const environment = {};
  const folders = chromiumFolders(chromium);
  const loader = folders.find((folder) => existsSync(path.join(folder, 'libvulkan.so.1')));
  if (loader !== undefined && !hasVulkanLoader()) {
    environment.LD_LIBRARY_PATH = [loader, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  const drivers = folders.map((folder) => path.join(folder, 'vk_swiftshader_icd.json'));
  const software = drivers.find((file) => existsSync(file));
  const isChosen = process.env.VK_ICD_FILENAMES ?? process.env.VK_DRIVER_FILES;
  if (software !== undefined && isChosen === undefined && !hasGraphicsCard()) {
    environment.VK_ICD_FILENAMES = software;
  }
  return environment;
}

function hasVulkanLoader() {
  const { stdout } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  return (stdout ?? '').includes('libvulkan.so.1');
}

function hasGraphicsCard() {
  const isRenderNode =
    existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
  return isRenderNode || existsSync('/dev/nvidiactl');
}

/** @param {string} command */
function isOnPath(command) {
  return searchPath().some((folder) => existsSync(path.join(folder, command)));
}

function searchPath() {
  return (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
}

function installedPaths() {
  if (process.platform === 'darwin') {
    const roots = ['/Applications', path.join(homedir(), 'Applications')];
    return roots.flatMap((root) => MAC_APPS.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': programFilesX86, LOCALAPPDATA } = process.env;
    const roots = [ProgramFiles, programFilesX86, LOCALAPPDATA].filter((root) => root !== undefined);
    return roots.flatMap((root) => WINDOWS_APPS.map((app) => path.join(root, app)));
  }
  return NAMES.flatMap((name) => searchPath().map((folder) => path.join(folder, name)));
}

/** Playwright's own downloads, newest first. */
function playwrightPaths() {
  const cache = { darwin: 'Library/Caches', win32: 'AppData/Local' }[String(process.platform)] ?? '.cache';
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(homedir(), cache, 'ms-playwright');
  if (!existsSync(root)) return [];
  const builds = readdirSync(root).filter((name) => /^chromium-\d+$/.test(name));
  const newestFirst = builds.sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]));
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ];
  return newestFirst.flatMap((build) => inside.map((file) => path.join(root, build, file)));
}

/** @param {string} command @param {string[]} args @param {number} timeoutMs */
function run(command, args, timeoutMs) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: timeoutMs, env });
}
