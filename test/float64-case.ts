/**
 * Makes golden cases (schema golden-case/1) in memory: exact steps of every rule that such a case can name, with any optimiser,
 * computed by float64-network.ts and float64-optimiser.ts. Used for what the files in test/golden do not cover.
 */
import { createRng, type Rng } from '../src/math/rng';
import {
  eachProduct,
  type FlatLayer,
  phi,
  poolShares,
  type Rows,
  shapeAfter,
  sizeOf,
  slope,
} from './float64-network';
import { createMover, type FlatOptimiser } from './float64-optimiser';

export interface CasePlan {
  readonly name: string;
  readonly input: readonly number[];
  readonly layers: readonly FlatLayer[];
  readonly rule: 'bp' | 'fa' | 'dfa' | 'usf' | 'frsf' | 'kp' | 'readout';
  /** False leaves out φ′ below the last layer. */
  readonly activationDerivative?: boolean;
  /** λ of kp. */
  readonly decay?: number;
  /** Plain gradient descent with η = 0.1 if left out. */
  readonly optimiser?: FlatOptimiser;
  readonly loss: 'softmax-cross-entropy' | 'mse';
  readonly rows: number;
  readonly steps: number;
  /** Inputs are rounded to multiples of this, so that maxima tie; 0 leaves them as they are. */
  readonly grain?: number;
}

type Parametric = Extract<FlatLayer, { activation: unknown }>;

interface Placed {
  readonly layer: FlatLayer;
  readonly input: readonly number[];
  readonly output: readonly number[];
}

const PLAIN: FlatOptimiser = { id: 'sgd', learningRate: 0.1, weightDecay: 0 };
const isParametric = (layer: FlatLayer): layer is Parametric => 'activation' in layer;
const weightShape = ({ layer, input }: Placed): number[] =>
  layer.kind === 'conv2d'
    ? [layer.kernel, layer.kernel, input.at(-1) ?? 0, layer.filters]
    : [sizeOf(input), layer.kind === 'dense' ? layer.units : 0];
const widthOf = (layer: FlatLayer): number =>
  layer.kind === 'conv2d' ? layer.filters : layer.kind === 'dense' ? layer.units : 0;
const draw = (rng: Rng, count: number, scale: number): Float64Array =>
  Float64Array.from({ length: count }, () => Math.fround(scale * rng.normal()));
const json = (shape: readonly number[], data: Iterable<number>) => ({ shape, data: [...data] });
const flat = (rows: Rows): number[] => rows.flatMap((row) => [...row]);

/** The case as JSON text. */
export function float64Case(plan: CasePlan): string {
  const { name, input, layers, rule, loss, rows, steps, grain = 0 } = plan;
  const { activationDerivative: hasSlope = true, decay = 0, optimiser = PLAIN } = plan;
  const rng = createRng(7, 'data', name.length);
  const placed: Placed[] = [];
  for (const layer of layers) {
    const before = placed.at(-1)?.output ?? input;
    placed.push({ layer, input: before, output: shapeAfter(layer, before) });
  }
  const parametric = placed.filter(({ layer }) => isParametric(layer));
  const outputs = sizeOf(placed.at(-1)?.output ?? []);
  const W = parametric.map((at) => draw(rng, sizeOf(weightShape(at)), 0.5));
  const b = parametric.map(({ layer }) => draw(rng, widthOf(layer), 0.2));
  const shapesB = parametric.map((at, index) =>
    rule === 'fa' || rule === 'frsf' || rule === 'kp'
      ? weightShape(at)
      : rule === 'dfa' && index < parametric.length - 1
        ? [sizeOf(at.output), outputs]
        : null,
  );
  const B = shapesB.map((shape) => shape && draw(rng, sizeOf(shape), 0.5));
  const firstB = B.map((values, index) => values && json(shapesB[index] ?? [], values));
  const params = { W, b };
  const initial = snapshot(parametric, params);
  const batches = Array.from({ length: steps }, () => ({
    x: Array.from({ length: rows }, () =>
      draw(rng, sizeOf(input), 1).map((value) => (grain > 0 ? Math.round(value / grain) * grain : value)),
    ),
    y: Array.from({ length: rows }, () =>
      loss === 'mse' ? draw(rng, outputs, 1) : new Float64Array(outputs).with(rng.integer(outputs), 1),
    ),
  }));
  const moveW = W.map(({ length }) => createMover(optimiser, length));
  const moveb = b.map(({ length }) => createMover(optimiser, length));
  const expected = batches.map(({ x, y }) => {
    const trace = forward(placed, params, x);
    const { value, delta } = lossOf(loss, trace, y);
    const carriers = parametric.map((at, index) => carrierOf(rule, at, W[index], B[index]));
    const deltas =
      rule === 'readout'
        ? parametric.map(({ output }, index) =>
            index === parametric.length - 1 ? delta : x.map(() => new Float64Array(sizeOf(output))),
          )
        : backward(placed, trace, delta, { through: carriers, isDirect: rule === 'dfa', hasSlope });
    const trueDeltas = backward(placed, trace, delta, { through: W, isDirect: false, hasSlope: true });
    const gradients = gradientsOf(placed, trace, deltas);
    const trueGradients = gradientsOf(placed, trace, trueDeltas);
    const weightAngles = parametric.map((_, index) => angle(W[index] ?? new Float64Array(), carriers[index]));
    for (const [index, { layer }] of parametric.entries()) {
      if (rule === 'readout' && index < parametric.length - 1) continue;
      const biasGradient = new Float64Array(widthOf(layer));
      for (const row of deltas[index] ?? []) {
        row.forEach((d, at) => {
          add(biasGradient, at % widthOf(layer), d);
        });
      }
      const [weights, biases] = [W[index] ?? new Float64Array(), b[index] ?? new Float64Array()];
      const changes = moveW[index]?.(weights, gradients[index] ?? weights) ?? weights;
      const biasChanges = moveb[index]?.(biases, biasGradient) ?? biases;
      biasChanges.forEach((change, at) => {
        add(biases, at, change);
      });
      // W ← (1 − λ) W + change, and the same for B
      for (const tensor of rule === 'kp' ? [weights, B[index] ?? undefined] : [weights]) {
        changes.forEach((change, at) => {
          add(tensor, at, change - (rule === 'kp' ? decay : 0) * (tensor?.[at] ?? Number.NaN));
        });
      }
    }
    return {
      loss: value,
      output: json([rows, outputs], flat(trace.at(-1)?.h ?? [])),
      deltas: deltas.map((rowsOf, index) => json([rows, ...(parametric[index]?.output ?? [])], flat(rowsOf))),
      updateAngleDeg: gradients.map((gradient, index) => angle(gradient, trueGradients[index])),
      weightAngleDeg: rule === 'bp' || rule === 'dfa' || rule === 'readout' ? null : weightAngles,
      ...snapshot(parametric, params),
      ...(rule === 'kp' && { feedback: B.map((values, index) => json(shapesB[index] ?? [], values ?? [])) }),
    };
  });
  return JSON.stringify({
    schema: 'golden-case/1',
    name,
    input,
    layers,
    loss,
    rule: {
      id: rule,
      ...(hasSlope ? {} : { activationDerivative: false }),
      ...(rule === 'kp' && { decay }),
    },
    optimiser,
    initial: {
      ...initial,
      feedback: firstB.every((values) => values === null) ? null : firstB,
    },
    batches: batches.map(({ x, y }) => ({
      x: json([rows, ...input], flat(x)),
      y: json([rows, outputs], flat(y)),
    })),
    expected: { steps: expected },
  });
}

/** K_l: what carries the error out of a layer, or brings it to one. */
function carrierOf(
  rule: CasePlan['rule'],
  at: Placed,
  W: Float64Array | undefined,
  B: Float64Array | null | undefined,
): Float64Array | null {
  const weights = W ?? new Float64Array();
  if (rule === 'bp') return weights;
  if (rule === 'frsf')
    return weights.map((value, place) => Math.abs(B?.[place] ?? Number.NaN) * Math.sign(value));
  if (rule !== 'usf') return B ?? null;
  const shape = weightShape(at);
  const area = sizeOf(shape.slice(0, -2));
  const size = Math.sqrt(2 / (area * ((shape.at(-2) ?? 0) + (shape.at(-1) ?? 0))));
  return weights.map((value) => size * Math.sign(value));
}

const add = (array: Float64Array | undefined, at: number, value: number): void => {
  if (array) array[at] = (array[at] ?? Number.NaN) + value;
};

function snapshot(parametric: readonly Placed[], { W, b }: { W: Rows; b: Rows }) {
  return {
    weights: parametric.map((at, index) => json(weightShape(at), W[index] ?? [])),
    biases: parametric.map(({ layer }, index) => json([widthOf(layer)], b[index] ?? [])),
  };
}

/** What one layer saw and made: its input rows, pre-activations and activations (equal for pooling). */
interface Pass {
  readonly input: Rows;
  readonly a: Rows;
  readonly h: Rows;
}

function forward(placed: readonly Placed[], { W, b }: { W: Rows; b: Rows }, x: Rows): readonly Pass[] {
  const trace: Pass[] = [];
  let index = 0;
  for (const { layer, input, output } of placed) {
    const before = trace.at(-1)?.h ?? x;
    if (isParametric(layer)) {
      const [weights, biases] = [W[index], b[index]];
      index++;
      const a = before.map((row) => {
        const sums = Float64Array.from(
          { length: sizeOf(output) },
          (_, at) => biases?.[at % widthOf(layer)] ?? Number.NaN,
        );
        eachProduct(layer, input, (from, weight, to) =>
          add(sums, to, (row[from] ?? 0) * (weights?.[weight] ?? 0)),
        );
        return sums;
      });
      trace.push({ input: before, a, h: a.map((row) => row.map((value) => phi(layer.activation, value))) });
    } else {
      const h =
        layer.kind === 'flatten'
          ? before
          : before.map((row) => Float64Array.from(poolShares(layer, input, row), ({ value }) => value));
      trace.push({ input: before, a: h, h });
    }
  }
  return trace;
}

function lossOf(loss: CasePlan['loss'], trace: readonly Pass[], y: Rows): { value: number; delta: Rows } {
  const { a = [] } = trace.at(-1) ?? {};
  let value = 0;
  const delta = a.map((row, at) => {
    const wanted = y[at] ?? new Float64Array();
    if (loss === 'mse') {
      const count = a.length * row.length;
      return row.map((output, k) => {
        value += (output - (wanted[k] ?? 0)) ** 2 / count;
        return (2 * (output - (wanted[k] ?? 0))) / count;
      });
    }
    const total = row.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return row.map((logit, k) => {
      value -= ((wanted[k] ?? 0) * (logit - Math.log(total))) / a.length;
      return (Math.exp(logit) / total - (wanted[k] ?? 0)) / a.length;
    });
  });
  return { value, delta };
}

/** Deltas of the parametric layers in order. The last layer is linear. */
function backward(
  placed: readonly Placed[],
  trace: readonly Pass[],
  outputDelta: Rows,
  {
    through,
    isDirect,
    hasSlope,
  }: { through: readonly (Float64Array | null)[]; isDirect: boolean; hasSlope: boolean },
): readonly Rows[] {
  const deltas: Rows[] = [outputDelta];
  let index = through.length - 1;
  let error: Rows = outputDelta;
  for (let at = placed.length - 1; at >= 1; at--) {
    const { layer, input } = placed[at] as Placed;
    error = error.map((row, n) => {
      const below = new Float64Array(sizeOf(input));
      if (isParametric(layer)) {
        const carrier = through[index];
        if (!isDirect)
          eachProduct(layer, input, (to, weight, from) =>
            add(below, to, (row[from] ?? 0) * (carrier?.[weight] ?? 0)),
          );
      } else if (layer.kind === 'flatten') below.set(row);
      else {
        poolShares(layer, input, trace[at]?.input[n] ?? below).forEach(({ shares }, from) => {
          for (const [to, share] of shares) add(below, to, share * (row[from] ?? 0));
        });
      }
      return below;
    });
    if (isParametric(layer)) index--;
    const under = placed[at - 1]?.layer;
    if (under === undefined || !isParametric(under)) continue;
    if (isDirect) {
      const B = through[index];
      const size = sizeOf(input);
      error = outputDelta.map((row) =>
        Float64Array.from({ length: size }, (_, unit) =>
          row.reduce((sum, value, k) => sum + value * (B?.[unit * row.length + k] ?? Number.NaN), 0),
        ),
      );
    }
    if (hasSlope) {
      error = error.map((row, n) =>
        row.map((value, k) => value * slope(under.activation, trace[at - 1]?.a[n]?.[k] ?? Number.NaN)),
      );
    }
    deltas.unshift(error);
  }
  return deltas;
}

function gradientsOf(
  placed: readonly Placed[],
  trace: readonly Pass[],
  deltas: readonly Rows[],
): Float64Array[] {
  let index = 0;
  return placed.flatMap((at, position) => {
    if (!isParametric(at.layer)) return [];
    const gradient = new Float64Array(sizeOf(weightShape(at)));
    const delta = deltas[index++] ?? [];
    trace[position]?.input.forEach((row, n) => {
      eachProduct(at.layer, at.input, (from, weight, to) =>
        add(gradient, weight, (row[from] ?? 0) * (delta[n]?.[to] ?? 0)),
      );
    });
    return [gradient];
  });
}

function angle(x: Float64Array, y: Float64Array | null | undefined): number | null {
  if (y === null || y === undefined) return null;
  const dot = x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  const norms = Math.hypot(...x) * Math.hypot(...y);
  return norms === 0 ? null : (Math.acos(Math.min(1, Math.max(-1, dot / norms))) * 180) / Math.PI;
}
