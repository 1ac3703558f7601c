/** Steps that several tests share: opening the lab, the transport, reading results as a user gets them. */
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import type { ExperimentSpec } from '../src/spec/spec';
import { expect } from './fixtures';

export interface Series {
  readonly step: readonly number[];
  readonly value: readonly (number | null)[];
}

/** The file behind Export → Run as JSON, as far as tests read it. */
export interface RunFile {
  readonly schema: string;
  readonly spec: ExperimentSpec;
  readonly link: string;
  readonly versions: { readonly lab: string; readonly tfjs: string };
  readonly backend: { readonly id: string; readonly reason: string } | null;
  readonly dataset: { readonly name: string; readonly train: number; readonly test: number } | null;
  readonly stepsPerEpoch: number;
  readonly probeRows: readonly number[];
  readonly arms: readonly ArmFile[];
}

export interface ArmFile {
  readonly slot: number;
  readonly rule: string;
  readonly step: number;
  readonly tensors: number;
  readonly status: { readonly kind: string; readonly step?: number };
  readonly ruleChanges: readonly { readonly step: number; readonly from: string; readonly to: string }[];
  readonly series: Readonly<Record<string, Series>>;
  readonly rdms: { readonly step: number; readonly layers: readonly (readonly (number | null)[])[] };
}

/** 240 training images, 8 hidden units, 15 steps an epoch: trained in a moment. */
export const SMALL = '#v=1&n=300&h=8t&b=16&lr=0.3&be=wasm';

/** SMALL, or with 5 steps an epoch on the `webgpu` project, whose adapter may need half a second for each. */
export function smallLink(project: { readonly name: string }): string {
  return project.name === 'webgpu' ? '#v=1&n=200&h=8t&b=32&lr=0.5&be=webgpu' : SMALL;
}

export const transport = (page: Page): Locator => page.getByRole('region', { name: 'Transport' });
export const playKey = (page: Page): Locator =>
  transport(page).getByRole('button', { name: /^(Play|Pause)$/ });
export const stepKey = (page: Page): Locator => page.getByRole('button', { name: 'Step one batch' });
export const resetKey = (page: Page): Locator => page.getByRole('button', { name: /^Reset/ });
export const arms = (page: Page): Locator => page.getByRole('region', { name: 'Arms' });
/** The chip of an arm; its name begins with the rule's short name. */
export const arm = (page: Page, name: string): Locator =>
  arms(page).getByRole('group', { name: new RegExp(`^${name},`) });

/** Opens a link in a fresh document and waits until every arm is open and measured. */
export async function openLab(page: Page, hash = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await ready(page);
}

/** Waits until every arm shows its first measurement. */
export async function ready(page: Page): Promise<void> {
  await expect(playKey(page)).toBeEnabled();
  for (const chip of await arms(page).getByRole('group').all())
    await expect(chip).toContainText(/\d\s*(%|test error)/);
}

/** Trains to the last epoch as fast as possible. */
export async function playToEnd(page: Page): Promise<void> {
  const max = page.getByRole('radio', { name: 'Max' });
  if (await max.isVisible()) await max.click();
  await playKey(page).click();
  await finished(page);
}

/** Waits for the end of the last epoch. */
export async function finished(page: Page): Promise<void> {
  await expect(playKey(page)).toBeDisabled({ timeout: 90_000 });
  await expect(playKey(page)).toHaveText('Play');
}

/** Waits until the arms stand at a step. */
export async function standsAt(page: Page, step: number): Promise<void> {
  await expect(transport(page).getByText(step.toLocaleString('en'), { exact: true }).first()).toBeVisible();
  await expect(playKey(page)).toHaveText('Play');
}

export async function textOf(download: Download): Promise<string> {
  return (await bytesOf(download)).toString('utf8');
}

export async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Clicks something that saves a file and returns the file. */
export async function save(page: Page, click: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return download;
}

/** Export → Run as JSON. */
export async function exportRun(page: Page): Promise<RunFile> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const item = page.getByRole('menuitem', { name: 'Run as JSON' });
  return JSON.parse(await textOf(await save(page, () => item.click()))) as RunFile;
}

/** The arm of a slot in an exported run. */
export function armOf(run: RunFile, slot: number): ArmFile {
  const found = run.arms.find((candidate) => candidate.slot === slot);
  if (!found) throw new Error(`the exported run has no arm in slot ${slot}`);
  return found;
}

/** A series of an arm in an exported run; fails where it was not recorded. */
export function seriesOf(run: RunFile, slot: number, key: string): Series {
  const found = armOf(run, slot).series[key];
  if (!found) throw new Error(`the exported run has no ${key} in slot ${slot}`);
  return found;
}

/** The last value of a series. */
export function lastOf(run: RunFile, slot: number, key: string): number {
  return seriesOf(run, slot, key).value.at(-1) ?? Number.NaN;
}

/** Every drawn number of a run: what two replays must share. */
export function curvesOf(run: RunFile): unknown {
  return run.arms.map(({ slot, rule, step, series, rdms }) => ({ slot, rule, step, series, rdms }));
}

/** How many colours a canvas shows, and a fingerprint of its pixels. */
export async function pixelsOf(canvas: Locator): Promise<{ colours: number; print: number }> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('not a canvas');
    const data = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data;
    const pixels = new Uint32Array(data?.buffer ?? new ArrayBuffer(0));
    let print = 0;
    for (const pixel of pixels) print = (Math.imul(print, 31) + pixel) | 0;
    return { colours: new Set(pixels).size, print };
  });
}
