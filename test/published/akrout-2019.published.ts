/**
 * Akrout et al. (2019), Deep learning without weight transport, NeurIPS 32: 784-500-10 on MNIST, all sigmoid, plain SGD.
 * The figures are a trace of that setting with another implementation. Test accuracy follows it within 1.5 points after
 * epoch 2, and the angle between W and B of the output layer within 4° from epoch 3 on.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runArm } from '../../cli/experiment-run';
import { readSpecJson } from '../../cli/experiment-spec';
import { loadDataset } from '../../cli/load-data';
import { NODE_BACKENDS } from '../../cli/node-backends';
import { startBackend } from '../../src/engine/backend';
import { folderWith } from './published-data';

/** After epochs 1 to 10. */
const ACCURACY_PERCENT = {
  bp: [88.0, 89.69, 90.58, 91.28, 91.84, 92.39, 92.93, 93.38, 93.78, 94.12],
  fa: [85.49, 88.04, 89.01, 89.51, 89.88, 90.15, 90.41, 90.57, 90.68, 90.86],
} as const;
const FA_OUTPUT_ANGLE_DEG = [40.035, 34.916, 32.6, 31.297, 30.501, 29.989, 29.652, 29.435, 29.308, 29.253];

const SPEC = path.join(import.meta.dirname, '..', '..', 'specs', 'akrout-2019-mnist.json');
const folder = folderWith('mnist');

describe.skipIf(folder === null)(
  `Akrout et al. (2019) on MNIST${folder === null ? ', whose files are not here (npm run data -- mnist)' : ''}`,
  () => {
    beforeAll(async () => {
      expect(await startBackend('wasm', NODE_BACKENDS)).toMatchObject({ kind: 'ready' });
    });

    for (const rule of ['bp', 'fa'] as const) {
      test(rule, async () => {
        const read = readSpecJson(readFileSync(SPEC, 'utf8'));
        if ('problem' in read) throw new Error(read.problem);
        const { spec } = read;
        const arm = spec.arms.find((candidate) => candidate.rule === rule);
        const dataset = await loadDataset(spec, folder);
        if (typeof dataset === 'string' || arm === undefined) throw new Error(String(dataset));
        const { curves } = await runArm(
          { spec, dataset },
          arm,
          ({ isEpoch, curves: so }) => {
            if (isEpoch) console.log(rule, so.epoch.at(-1), so.testAccuracy.at(-1), so.weightAngleDeg.at(-1));
          },
          () => false,
        );
        expect(curves.epoch).toHaveLength(10);
        for (const [index, expected] of ACCURACY_PERCENT[rule].entries()) {
          const found = 100 * (curves.testAccuracy[index] ?? Number.NaN);
          if (index >= 2)
            expect(Math.abs(found - expected), `accuracy, epoch ${index + 1}`).toBeLessThan(1.5);
        }
        if (rule === 'bp') return;
        for (const [index, expected] of FA_OUTPUT_ANGLE_DEG.entries()) {
          const found = curves.weightAngleDeg[index]?.at(-1) ?? Number.NaN;
          if (index >= 2) expect(Math.abs(found - expected), `angle, epoch ${index + 1}`).toBeLessThan(4);
        }
      });
    }
  },
);
