/**
 * Equilibrium propagation: its estimate against finite differences of what the settled network costs, and where nothing moves.
 */
import { fill, mul, reshape, squaredDifference, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../test/on-backends';
import { calmModel, denseSpec, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { cosinesOf, largestOf, lessonOf, numbersOf, stepOf } from '../../test/rule-lessons';
import type { Model } from '../engine/initialise';
import type { RuleContext } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import { disposeAll, inScope } from '../engine/scope';
import type { LossId, NetworkSpec, RuleParams } from '../spec/spec';
import { answerAt, atRest, settleFor } from './ep-network';
import { createRule } from './index';
import { settledGradient } from './settled-gradient';

const DENSE = denseSpec([5, 7, 6, 3], ['sigmoid', 'sigmoid', 'sigmoid']);
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'sigmoid' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'valid', activation: 'sigmoid' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};
const SETTLED: Partial<RuleParams> = { settlingUnits: 0, freeSteps: 150, nudgedSteps: 100 };

const settledOf = (context: RuleContext, steps: number) => {
  const site = { ...context, units: 0, order: 0 };
  return { site, s: settleFor(site, steps, atRest(site)) };
};

/** The loss of the settled network. */
async function costOf(model: Model, loss: LossId): Promise<number> {
  const cost = inScope(() => {
    const context = lessonOf(model, { loss, rows: 4 });
    const { site, s } = settledOf(context, 300);
    return LOSSES[loss].value(answerAt(site, s), context.batch.y);
  });
  const value = (await numbersOf(cost))[0] ?? Number.NaN;
  cost.dispose();
  return value;
}

/** Slope of the cost along ± `along` of W_l, by central differences. */
async function slopeAlong(model: Model, loss: LossId, layer: number, along: Tensor): Promise<number> {
  const size = 1e-2;
  const costs = [];
  for (const side of [size, -size]) {
    const W = model.params.W.map((weights, at) =>
      at + 1 === layer ? inScope(() => sub(weights, mul(along, -side))) : weights.clone(),
    );
    costs.push(await costOf({ ...model, params: { ...model.params, W } }, loss));
    disposeAll(W);
  }
  return ((costs[0] ?? 0) - (costs[1] ?? 0)) / (2 * size);
}

/** Normal numbers of a tensor's shape. */
const normalsAs = ({ shape, size }: Tensor, seed: number): Tensor =>
  inScope(() => reshape(normals(1, size, seed), shape));

onBackends('equilibrium propagation', () => {
  for (const [what, spec, loss] of [
    ['squared error', DENSE, 'mse'],
    ['cross-entropy', DENSE, 'softmax-cross-entropy'],
    ['convolutions', CONV, 'softmax-cross-entropy'],
  ] as const)
    test(`its symmetric estimate is the gradient of the settled cost: ${what}`, async () => {
      const model = calmModel(spec);
      const estimate = inScope(
        () =>
          stepOf(choose('ep', { ...SETTLED, nudge: 0.02 }), lessonOf(model, { loss, rows: 4 })).gradients.W,
      );
      for (const [at, g] of estimate.entries()) {
        const norm = Math.hypot(...(await numbersOf(g)));
        const along = inScope(() => mul(g, 1 / norm));
        // Along itself it is as steep as it is long,
        expect((await slopeAlong(model, loss, at + 1, along)) / norm, `layer ${at + 1}`).toBeCloseTo(1, 2);
        // and across itself there is no slope.
        const other = normalsAs(g, 30 + at);
        const across = inScope(() => sub(other, mul(along, sum(mul(other, along)))));
        const slope = await slopeAlong(model, loss, at + 1, across);
        expect(
          Math.abs(slope) / norm / Math.hypot(...(await numbersOf(across))),
          `across ${at + 1}`,
        ).toBeLessThan(0.01);
        disposeAll([along, other, across]);
      }
      disposeAll([model.params, estimate]);
    });

  test('halving β quarters the error of the symmetric estimate and halves that of the one-sided one', async () => {
    const model = calmModel(DENSE);
    const estimate = (nudge: number, nudgeSides: number) =>
      inScope(() => {
        const choice = choose('ep', { ...SETTLED, settlingUnits: 3, nudge, nudgeSides });
        return stepOf(choice, lessonOf(model, { loss: 'mse' })).gradients.W[0];
      });
    const best = inScope(() => {
      const context = lessonOf(model, { loss: 'mse' });
      const site = { ...context, units: 3, order: 0 };
      const s = settleFor(site, 300, atRest(site));
      // Of the mean loss, as the estimate is: (2 / 3) ℓ over 12 rows.
      return mul(settledGradient(site, s, { y: context.batch.y, rounds: 200 })[0] as Tensor, 2 / 3 / 12);
    });
    const errors: number[] = [];
    for (const [nudge, sides] of [
      [0.2, 0],
      [0.1, 0],
      [0.1, 1],
      [0.05, 1],
    ] as const) {
      const rough = estimate(nudge, sides);
      const apart = inScope(() => sum(squaredDifference(rough as Tensor, best as Tensor)));
      errors.push(Math.sqrt((await numbersOf(apart))[0] ?? 0));
      disposeAll([rough, apart]);
    }
    const [a = 0, b = 1, c = 0, d = 1] = errors;
    expect(a / b).toBeGreaterThan(3.3);
    expect(a / b).toBeLessThan(4.7);
    expect(c / d).toBeGreaterThan(1.7);
    expect(c / d).toBeLessThan(2.3);
    disposeAll([model.params, best]);
  });

  test('an answer that is already given moves nothing, and a settled state stays', async () => {
    const model = calmModel(DENSE);
    const [moved, shift] = inScope(() => {
      const open = lessonOf(model, { loss: 'mse' });
      const { site, s } = settledOf(open, 300);
      const again = settleFor(site, 10, s);
      const batch = { x: open.batch.x, y: s[2] as Tensor };
      const { W } = stepOf(choose('ep', SETTLED), lessonOf(model, { loss: 'mse', batch })).gradients;
      return [W, again.map((now, at) => sub(now, s[at] as Tensor))] as const;
    });
    for (const difference of shift) expect(await largestOf(difference)).toBeLessThan(1e-6);
    // Rounding of single precision, divided by 2 β.
    for (const g of moved) expect(await largestOf(g)).toBeLessThan(2e-6);
    disposeAll([model.params, moved, shift]);
  });

  for (const [what, spec, loss] of [
    ['squared error', DENSE, 'mse'],
    ['cross-entropy and convolutions', CONV, 'softmax-cross-entropy'],
  ] as const)
    for (const units of [0, 1, 2, 3])
      test(`it is what recurrent backpropagation finds, units ${units}: ${what}`, async () => {
        const { network, params } = calmModel(spec);
        // Away from where hard sigmoids have their kinks.
        const b = params.b.map((bias) => fill(bias.shape, units === 2 ? 1 : 0.3));
        disposeAll(params.b);
        const model: Model = { network, params: { ...params, W: params.W, b } };
        const [own, exact] = inScope(() => {
          const context = lessonOf(model, { loss, rows: 4 });
          const site = { ...context, units, order: 0 };
          const s = settleFor(site, 200, atRest(site));
          const choice = choose('ep', { ...SETTLED, settlingUnits: units, nudge: 0.01 });
          return [
            stepOf(choice, context).gradients.W,
            settledGradient(site, s, { y: context.batch.y, rounds: 100 }),
          ] as const;
        });
        for (const [at, cosine] of (await cosinesOf(own, exact)).entries())
          expect(cosine, `layer ${at + 1}`).toBeGreaterThan(0.99999);
        disposeAll([model.params, own, exact]);
      });

  test('under cross-entropy one hidden layer has nothing to settle with: small nudges are backpropagation', async () => {
    const model = modelOf(denseSpec([5, 8, 3], ['sigmoid', 'linear']));
    const [own, exact] = inScope(() => {
      const context = lessonOf(model);
      const params = { settlingUnits: 3, nudge: 0.05 };
      return [stepOf(choose('ep', params), context).gradients.W, stepOf(choose('bp'), context).gradients.W];
    });
    for (const cosine of await cosinesOf(own ?? [], exact ?? [])) expect(cosine).toBeGreaterThan(0.9999);
    disposeAll([model.params, own, exact]);
  });

  test('settling goes down its energy and comes to rest', async () => {
    const model = calmModel(DENSE);
    const inner = inScope(() => {
      const rule = createRule(choose('ep', { freeSteps: 60 }));
      return rule.innerOf?.(lessonOf(model, { loss: 'mse' }), { feedback: [] });
    });
    const [energy, movement] = inner?.curves ?? [];
    expect([energy?.name, movement?.name]).toEqual(['energy', 'movement']);
    const energies = await numbersOf(energy?.values);
    expect(energies).toHaveLength(61);
    expect(energies[60]).toBeLessThan((energies[0] ?? 0) - 0.01);
    // The last of it is smooth.
    for (let at = 20; at < 60; at++) expect(energies[at + 1]).toBeLessThanOrEqual((energies[at] ?? 0) + 1e-5);
    const moves = await numbersOf(movement?.values);
    expect(moves).toHaveLength(70);
    expect(moves[59]).toBeLessThan(1e-4 * (moves[0] ?? 0));
    expect(moves[60]).toBeGreaterThan(10 * (moves[59] ?? 0));
    disposeAll([model.params, inner]);
  });
}, ['cpu', 'wasm']);
