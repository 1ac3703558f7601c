/**
 * The command-line experiment: the same numbers as a session of the page, and what a person gets to see.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDataset } from '../src/data/index';
import { probeRows, tryRows } from '../src/data/probe-rows';
import { DEFAULT_SPEC } from '../src/spec/presets';
import type { ExperimentSpec } from '../src/spec/spec';
import type { Frame } from '../src/worker/protocol';
import { openSession } from '../src/worker/session';
import { onBackends } from '../test/on-backends';
import { type ArmProgress, runArm } from './experiment-run';

const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, id: 'spirals', images: 200, noise: 0.02 },
  network: { ...DEFAULT_SPEC.network, hidden: [{ kind: 'dense', units: 8, activation: 'tanh' }] },
  training: { batch: 16, epochs: 2 },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);
const [, fa] = SPEC.arms;
if (fa === undefined) throw new Error('the default experiment has two arms');

onBackends('an arm', () => {
  test('has the numbers of the page at every whole epoch', async () => {
    const frames: Frame[] = [];
    let time = 0;
    const session = openSession(
      {
        runId: 1,
        slot: fa.slot,
        spec: SPEC,
        dataset,
        probeRows: probeRows(dataset, 60, SPEC.seed),
        tryRows: tryRows(dataset, 8, SPEC.seed),
      },
      (frame) => frames.push(frame),
      () => (time += 50),
    );
    await session.measure();
    for (let step = 0; step < session.totalSteps; step++) await session.advance();
    session.post();
    session.close();
    const at = (key: string, step: number): number | undefined =>
      frames.flatMap(({ series }) => {
        const index = series[key]?.step.indexOf(step) ?? -1;
        return index < 0 ? [] : [series[key]?.value[index]];
      })[0];
    const progress: ArmProgress[] = [];
    const result = await runArm(
      { spec: SPEC, dataset },
      fa,
      (told) => progress.push(told),
      () => false,
    );
    const { curves } = result;
    expect(result).toMatchObject({ rule: 'fa', status: 'finished', steps: 20, stepsPerEpoch: 10 });
    expect(curves.epoch).toEqual([1, 2]);
    for (const [index, step] of [10, 20].entries()) {
      expect(curves.testAccuracy[index]).toBe(at('testAccuracy', step));
      expect(curves.testLoss[index]).toBe(at('testLoss', step));
      expect(curves.updateAngleDeg[index]).toEqual([at('updateAngle/1', step), at('updateAngle/2', step)]);
      expect(curves.weightAngleDeg[index]).toEqual([at('weightAngle/1', step), at('weightAngle/2', step)]);
    }
    expect(curves.testError).toEqual([null, null]);
    // An epoch of 10 steps: the page reads every batch's loss too.
    const losses = Array.from({ length: 10 }, (_, step) => at('trainLoss', step) ?? Number.NaN);
    expect(curves.trainLoss[0]).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 10, 6);
    expect(progress.filter(({ isEpoch }) => isEpoch)).toHaveLength(2);
    const last = frames.flatMap(({ snapshots }) => snapshots).at(-1);
    expect(result.finalRdms).toEqual(
      last?.rdms.map((rdm) => [...rdm].map((value) => (Number.isNaN(value) ? null : value))),
    );
  });

  test('that is stopped keeps its whole epochs', async () => {
    let steps = 0;
    const result = await runArm(
      { spec: SPEC, dataset },
      fa,
      () => undefined,
      () => steps++ >= 13,
    );
    expect(result).toMatchObject({ status: 'stopped', steps: 13 });
    expect(result.curves.epoch).toEqual([1]);
  });
}, ['wasm']);

describe('the command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'experiment-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('node', ['scripts/run-cli.mjs', 'experiment', ...args], {
      cwd: path.join(import.meta.dirname, '..'),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  test('writes results and a table', () => {
    const [file, out] = [path.join(folder, 'spec.json'), path.join(folder, 'out.json')];
    writeFileSync(file, JSON.stringify({ ...SPEC, arms: ['bp', 'fa'] }));
    const { status, stdout, stderr } = run(file, '--epochs', '1', '--out', out);
    expect(stderr).toMatch(/^BP epoch 1 of 1: train loss \d\.\d+, test \d+\.\d\d %/);
    expect(stdout).toMatch(/^rule +ended +epochs.*\nbp +finished +1 .*\nfa +finished +1 /);
    expect(status).toBe(0);
    const results = JSON.parse(readFileSync(out, 'utf8'));
    expect(results.arms.map((arm: { rule: string }) => arm.rule)).toEqual(['bp', 'fa']);
    expect(results.arms[1].curves).toMatchObject({
      epoch: [1],
      testAccuracy: [expect.any(Number)],
      weightAngleDeg: [[expect.any(Number), expect.any(Number)]],
    });
    expect(results.arms[0].curves.weightAngleDeg).toEqual([[null, null]]);
    expect(results).toMatchObject({
      backend: { id: 'wasm' },
      isComplete: true,
      spec: { training: { epochs: 1 } },
    });
  }, 60_000);

  test('answers --help, and wrong arguments with one line and code 2', () => {
    const help = run('--help');
    expect([help.status, help.stdout.split('\n')[0]]).toEqual([
      0,
      expect.stringContaining('Usage: npm run -s experiment'),
    ]);
    for (const [args, line] of [
      [[], 'no link and no spec file given; see --help.'],
      [['a.json', 'b.json'], 'one experiment at a time; "b.json" is too much.'],
      [['missing.json'], 'missing.json cannot be read'],
      [['v=1', '--backend', 'cuda'], 'there is no backend "cuda"; choose wasm, webgpu or cpu.'],
      [['v=1', '--epochs', '0'], '--epochs should be a whole number from 1, got "0".'],
      [['specs/akrout-2019-mnist.json'], 'MNIST is needed: give the folder that holds mnist/'],
    ] as const) {
      const { status, stdout, stderr } = run(...args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^experiment: .*\n$/);
      expect(stderr).toContain(line);
    }
  }, 60_000);
});
