import { ones } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { drawsAt } from '../../test/rule-choices';
import { droppingOut } from './dropout';
import { disposeAll, inScope } from './scope';

const RATE = 0.3;

async function masksOf(step: number): Promise<readonly Float32Array[]> {
  const { passes } = inScope(() => {
    const h = ones([50, 40]);
    const draws = drawsAt(step, 3);
    return {
      passes: [0, 1].map((place) => {
        const pass = droppingOut(RATE, place, [40]).forward(h, { norms: [], draws });
        return [pass.output, pass.passBack(h)] as const;
      }),
    };
  });
  const masks = [];
  for (const [output, back] of passes) {
    const mask = await output.data<'float32'>();
    expect(await back.data()).toEqual(mask);
    masks.push(mask);
  }
  disposeAll(passes);
  return masks;
}

onBackends('dropout', () => {
  test('leaves out a share of the numbers, and the rest make up for it', async () => {
    const [mask = new Float32Array()] = await masksOf(0);
    const kept = mask.filter((value) => value !== 0);
    for (const value of kept) expect(value).toBeCloseTo(1 / (1 - RATE), 6);
    // 2000 draws: four standard deviations of the share are 0.041.
    expect(Math.abs(kept.length / mask.length - (1 - RATE))).toBeLessThan(0.041);
  });

  test('step and place decide what is left out, and nothing else', async () => {
    const [first, again, later] = [await masksOf(1), await masksOf(1), await masksOf(2)];
    expect(again).toEqual(first);
    expect(later[0]).not.toEqual(first[0]);
    expect(first[1]).not.toEqual(first[0]);
  });

  test('does nothing in evaluation', () => {
    const h = ones([2, 3]);
    const pass = droppingOut(RATE, 0, [3]).forward(h, { norms: [], draws: null });
    expect(pass.output).toBe(h);
    expect(pass.passBack(h)).toBe(h);
    h.dispose();
  });
});
