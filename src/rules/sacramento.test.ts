/**
 * Dendritic microcircuits: silent while interneurons predict all that comes down; with a faint teacher the very error of
 * backpropagation; interneurons that know nothing learn to predict the layer above.
 */
import { matMul, mul, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { compare, largest, learnsClasses, sigmoids, underRule } from '../../test/dendrite-bench';
import { labels, normals, onBackends } from '../../test/on-backends';
import { modelOf, start, train } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { passBack } from '../engine/activations';
import { backward, carryThrough } from '../engine/backward';
import { ofLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import { angleDeg } from '../math/angle';
import { circuitOf, type MicroState, settle } from './microcircuit';

const TIED = { microTied: 1, microTopDown: 2 } as const;

onBackends('dendritic microcircuits', () => {
  test('without a teacher self-predicting interneurons leave every apical dendrite silent', () => {
    const { network, params } = modelOf(sigmoids(5, 7, 6, 3));
    const batch = { x: normals(8, 5, 1), y: labels(8, 3, 2) };
    const aloneUnder = (values: Parameters<typeof choose>[1]) =>
      underRule({ network, params, batch, choice: choose('sacramento', values) }, ({ context, state }) => {
        const alone = settle(context, circuitOf(state as MicroState, params), {
          mixing: 0.1,
          target: null,
          passes: 3,
        });
        return [
          ...alone.dendrites.map(({ potential }) => largest(potential)),
          ...alone.somata.map(({ change }) => largest(change)),
        ];
      });
    for (const most of aloneUnder({})) expect(most).toBeLessThan(1e-6);
    for (const most of aloneUnder(TIED)) expect(most).toBe(0);
    // Interneurons that know nothing cancel nothing.
    expect(aloneUnder({ microStart: 1 })[0]).toBeGreaterThan(0.1);
    disposeAll([params, batch]);
  });

  test('with W transposed and a faint teacher it is backpropagation, up to known factors', () => {
    const { network, params } = modelOf(sigmoids(6, 8, 7, 3));
    const batch = { x: normals(8, 6, 1), y: labels(8, 3, 2) };
    const at = (microMixing: number) =>
      underRule(
        { network, params, batch, choice: choose('sacramento', { ...TIED, microMixing }) },
        (seen) => {
          const { step, context } = seen;
          // The loss whose output error is the distance of potentials: φ′ ⊙ (v_L − v*)
          const [a, h] = [ofLayer(context.trace.a, 3), ofLayer(context.trace.h, 3)];
          const miss = sub(a, mul(sub(mul(batch.y, 2), 1), 2));
          const outputDelta = mul(passBack('sigmoid', miss, a, h), 1 / 8);
          const exact = backward({ ...context, outputDelta }, carryThrough(context, params.W)).deltas;
          return step.deltas.map((delta, position) => compare(delta, ofLayer(exact, position + 1)));
        },
      );
    const small = at(0.001);
    // (1 − κ) for every interneuron on the way
    for (const [position, ratio] of [0.998, 0.999, 1].entries()) {
      expect(small[position]?.cosine).toBeGreaterThan(0.99999);
      expect(Math.abs((small[position]?.ratio ?? 0) - ratio)).toBeLessThan(2e-3);
    }
    for (const { cosine } of at(0.01)) expect(cosine).toBeGreaterThan(0.999);
    const [first, second] = at(0.1);
    expect(first?.cosine).toBeGreaterThan(0.99);
    expect(Math.abs((first?.ratio ?? 0) - 0.8)).toBeLessThan(0.06);
    expect(Math.abs((second?.ratio ?? 0) - 0.9)).toBeLessThan(0.04);
    disposeAll([params, batch]);
  });

  test('interneurons that start at random come to predict the layer above', async () => {
    const choice = choose('sacramento', {
      microStart: 1,
      microTopDown: 2,
      interneuronTurns: 0,
      inhibitionRate: 0.5,
    });
    const run = start(modelOf(sigmoids(5, 8, 4)), choice, { loss: 'mse' });
    const angleNow = async (): Promise<number> => {
      const { rule } = run.setup;
      const named = rule.anglesOf?.(run.state.ruleState, run.state.params) ?? [];
      const found = named.find(({ name }) => name === 'interneurons');
      const angle = angleDeg(
        (await found?.matrix.data<'float32'>()) ?? [],
        (await found?.against.data<'float32'>()) ?? [],
      );
      for (const { name, matrix, against } of named) {
        if (name === 'inhibition') disposeAll(against === matrix ? [] : against);
      }
      return angle;
    };
    const angles = [await angleNow()];
    for (let turn = 0; turn < 8; turn++) {
      // The network's weights stay.
      train(run, 60, (step) => ({ x: normals(16, 5, 60 * turn + step, 2), y: labels(16, 4, step) }), 0);
      angles.push(await angleNow());
    }
    for (const [turn, angle] of angles.entries()) {
      if (turn > 0) expect(angle, `turn ${turn}`).toBeLessThan(angles[turn - 1] ?? 0);
    }
    expect(angles[0]).toBeGreaterThan(60);
    expect(angles.at(-1)).toBeLessThan(25);
    disposeAll(run.state);
  });

  test('top-down weights learn to reconstruct the layer below', () => {
    const choice = choose('sacramento', { microTopDown: 1, topDownRate: 1 });
    const run = start(modelOf(sigmoids(5, 8, 4)), choice, { loss: 'mse' });
    const missNow = (): number => {
      const batch = { x: normals(16, 5, 7), y: labels(16, 4, 7) };
      const lesson = {
        ...run.setup,
        params: run.state.params,
        choice,
        batch,
        given: () => run.state.ruleState,
      };
      const miss = underRule(lesson, ({ context, state }) => {
        const [below, above] = [ofLayer(context.trace.h, 1), ofLayer(context.trace.h, 2)];
        return largest(sub(below, sigmoid(matMul(above, state.feedback[1] as Tensor, false, true))));
      });
      disposeAll(batch);
      return miss;
    };
    const before = missNow();
    train(run, 100, (step) => ({ x: normals(16, 5, step), y: labels(16, 4, step) }), 0);
    expect(missNow()).toBeLessThan(0.8 * before);
    disposeAll(run.state);
  });

  test('tells apical potentials with the teacher and without, and their course', () => {
    const { network, params } = modelOf(sigmoids(5, 7, 3));
    const batch = { x: normals(8, 5, 1), y: labels(8, 3, 2) };
    const { numbers, courses } = underRule(
      { network, params, batch, choice: choose('sacramento') },
      ({ inner }) => ({
        numbers: Object.fromEntries(
          inner.scalars.map(({ name, value }) => [name, value.dataSync<'float32'>()[0] ?? 0]),
        ),
        courses: inner.curves.map(({ name, values }) => [name, values.shape[0]]),
      }),
    );
    expect(numbers.apical).toBeLessThan(1e-6);
    expect(numbers.interneuronError).toBeLessThan(1e-6);
    expect(numbers.apicalTaught).toBeGreaterThan(0.01);
    expect(courses).toEqual([
      ['apical', 6],
      ['apicalTaught', 6],
    ]);
    disposeAll([params, batch]);
  });

  for (const [start, values] of Object.entries({
    'self-predicting': {},
    'at random': { microStart: 1 },
    tied: { microTied: 1 },
  })) {
    test(`learns three classes, hidden layers included, with interneurons ${start}`, () =>
      learnsClasses(choose('sacramento', { microGain: 3, ...values }), 300, [6, 10, 3]));
  }
}, ['cpu', 'wasm']);
