/**
 * What is to be reached, as ratios between two contestants of one run, and the lines that say so.
 */
import { medianRatio, threeDigits } from './statistics';

/** What was measured of one contestant on one network, round by round. */
export interface Samples {
  /** Milliseconds per step; null for a round that was left out. */
  readonly msPerStep: readonly (number | null)[];
  /** Milliseconds of JavaScript per step before waiting for the device. */
  readonly scriptMsPerStep: readonly (number | null)[];
  /** Milliseconds of processor time per step, all threads. */
  readonly cpuMsPerStep: readonly (number | null)[];
}

/** A number that is to lie between two others; Infinity where there is no upper one. */
export interface Goal {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** How often `lab` can step while `peer` steps once. */
export interface RatioGoal extends Goal {
  readonly caseId: string;
  readonly lab: string;
  readonly peer: string;
  readonly of: keyof Samples;
}

const SMALL = '784-50-10';
const LARGE = '784-256-128-10';

/** Ids of contestants.ts. */
const between = (
  [name, lab, peer]: readonly [string, string, string],
  caseId: string,
  [from, to = Number.POSITIVE_INFINITY]: readonly number[],
  of: RatioGoal['of'] = 'msPerStep',
): RatioGoal => ({
  name: `${name}-${caseId}`,
  caseId,
  lab,
  peer,
  of,
  from: from ?? 0,
  to,
});

const TFJS_WASM = ['wasm-vs-tfjs-wasm', 'lab-wasm-bp', 'tfjs-wasm'] as const;
const TORCH = ['wasm-vs-torch', 'lab-wasm-bp', 'torch'] as const;
const JAX = ['wasm-vs-jax-wasm', 'lab-wasm-bp', 'jax-wasm'] as const;
const TFJS_WEBGPU = ['webgpu-vs-tfjs-webgpu', 'lab-webgpu-bp', 'tfjs-webgpu'] as const;
const CAPTURE = ['webgpu-script-captured-vs-eager', 'lab-webgpu-bp', 'lab-webgpu-eager'] as const;
const FA_WASM = ['wasm-fa-vs-bp', 'lab-wasm-fa', 'lab-wasm-bp'] as const;
const CUDA = ['webgpu-vs-torch-cuda', 'lab-webgpu-bp', 'torch-cuda'] as const;

/** One line each, in this order. The ratio is peer / lab: above 1 the lab is faster. */
export const RATIO_GOALS: readonly RatioGoal[] = [
  between(TFJS_WASM, SMALL, [5]),
  between(TFJS_WASM, LARGE, [5]),
  between(TORCH, SMALL, [0.8]),
  between(TORCH, LARGE, [0.4]),
  between(JAX, SMALL, [1.2]),
  between(JAX, LARGE, [1.2]),
  between(TFJS_WEBGPU, SMALL, [8]),
  between(TFJS_WEBGPU, LARGE, [8]),
  between(CAPTURE, SMALL, [20], 'scriptMsPerStep'),
  between(CAPTURE, LARGE, [20], 'scriptMsPerStep'),
  between(FA_WASM, SMALL, [0.95, 1.1]),
  between(FA_WASM, LARGE, [0.95, 1.1]),
  between(CUDA, SMALL, [1]),
];

/** Percent of training time that measuring at the page's cadence may add. */
export const PROBE_GOAL: Goal = { name: 'probe-percent', from: Number.NEGATIVE_INFINITY, to: 10 };

/** Percent that `measured` takes longer than `unmeasured`, median over rounds; null where one of them did not run. */
export function probePercent(
  measured: Samples | undefined,
  unmeasured: Samples | undefined,
  of: keyof Samples = 'msPerStep',
): number | null {
  if (!measured || !unmeasured) return null;
  const ratio = medianRatio(measured[of], unmeasured[of]);
  return Number.isFinite(ratio) ? 100 * (ratio - 1) : null;
}

/** What was measured, by network and contestant. */
export type Measured = Readonly<Record<string, Readonly<Record<string, Samples>>>>;

/** The ratio of a goal in this run; null where one of the two did not run. */
export function ratioOf({ caseId, lab, peer, of }: RatioGoal, measured: Measured): number | null {
  const own = measured[caseId]?.[lab];
  const other = measured[caseId]?.[peer];
  if (!own || !other) return null;
  const ratio = medianRatio(other[of], own[of]);
  return Number.isFinite(ratio) ? ratio : null;
}

/** `ratio NAME VALUE goal VALUE met|missed`: VALUE of a goal is its lower bound, its upper one, or both with a hyphen. */
export function ratioLine({ name, from, to }: Goal, value: number): string {
  const goal = [from, to].filter(Number.isFinite).join('-');
  return `ratio ${name} ${threeDigits(value)} goal ${goal} ${isMet({ from, to }, value) ? 'met' : 'missed'}`;
}

/** Judged as printed, so that a line never contradicts itself. */
export function isMet({ from, to }: Pick<Goal, 'from' | 'to'>, value: number): boolean {
  const shown = Number(threeDigits(value));
  return shown >= from && shown <= to;
}
