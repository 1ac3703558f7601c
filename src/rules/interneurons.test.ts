/**
 * Interneurons that catch up: every lesson takes away part of what they fail to predict of the layer above, in narrow layers and
 * in wide ones; at twice the bound of least mean squares they stay far off.
 */
import { sub } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { sigmoids, underRule } from '../../test/dendrite-bench';
import { labels, normals, onBackends } from '../../test/on-backends';
import { modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { ofLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import { rms } from './dendrites';
import { catchUp } from './interneurons';
import { type MicroState, predictAbove } from './microcircuit';

onBackends('interneurons', () => {
  for (const width of [8, 600]) {
    test(`of a layer of ${width} catch up with the layer above, lesson by lesson`, () => {
      const { network, params } = modelOf(sigmoids(6, width, 12, 3));
      const batch = { x: normals(16, 6, 1), y: labels(16, 3, 2) };
      /** What interneurons of layer 1 lack of layer 2 after so many lessons, root mean square. */
      const lackAfter = (interneuronTurns: number, interneuronRate: number): number => {
        const choice = choose('sacramento', { microStart: 1, interneuronTurns, interneuronRate });
        return underRule({ network, params, batch, choice }, ({ context, state }) => {
          const { interneurons } = catchUp(choice.params, context, state as MicroState);
          const own = ofLayer(interneurons, 2);
          if (own === null) throw new Error('layer 2 has no interneurons');
          const guess = predictAbove(ofLayer(network.layers, 2), ofLayer(context.trace.h, 1), own);
          return rms(sub(ofLayer(context.trace.a, 2), guess)).dataSync<'float32'>()[0] ?? Number.NaN;
        });
      };
      const lacks = [0, 1, 5, 20, 80].map((turns) => lackAfter(turns, 1.5));
      for (const [at, lack] of lacks.entries()) {
        if (at > 0) expect(lack, `${at}`).toBeLessThan(lacks[at - 1] ?? 0);
      }
      expect(lacks[2]).toBeLessThan(0.6 * (lacks[0] ?? 0));
      expect(lackAfter(20, 4)).toBeGreaterThan(2 * (lacks[3] ?? Number.NaN));
      disposeAll([params, batch]);
    });
  }
}, ['cpu', 'wasm']);
