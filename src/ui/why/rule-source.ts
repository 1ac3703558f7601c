/**
 * The program of a rule as text, fetched when it is asked for, and which of its lines matter: those that bring the error
 * down, and those that change the feedback weights.
 */
import type { RuleId } from '../../spec/spec';
import { excerptOf } from './source-excerpt';

interface RuleFile {
  /** Name of the file in rules/, without ending. */
  readonly file: string;
  /** What is shown of it. */
  readonly parts: readonly string[];
  /** What it takes over from another rule's file, shown first. */
  readonly from?: { readonly file: string; readonly parts: readonly string[] };
}

export const RULE_FILES: Readonly<Record<RuleId, RuleFile>> = {
  bp: { file: 'bp', parts: ['bp'] },
  fa: { file: 'fa', parts: ['fa'] },
  dfa: { file: 'dfa', parts: ['dfa'] },
  usf: { file: 'usf', parts: ['usf'] },
  brsf: { file: 'brsf', parts: ['brsf'], from: { file: 'frsf', parts: ['carry'] } },
  frsf: { file: 'frsf', parts: ['frsf'] },
  kp: { file: 'kp', parts: ['kp'] },
  wm: { file: 'wm', parts: ['mirror'] },
  signAgreement: { file: 'sign-agreement', parts: ['signAgreement'] },
  dial: { file: 'dial', parts: ['dial'] },
  pc: { file: 'pc', parts: ['step'], from: { file: 'value-nodes', parts: ['moved'] } },
  ep: { file: 'ep', parts: ['phasesOf'] },
  chl: { file: 'chl', parts: ['compare'], from: { file: 'settling', parts: ['contrast'] } },
  generec: { file: 'generec', parts: ['compareAs'] },
  dtp: { file: 'dtp', parts: ['firstTarget'], from: { file: 'local-targets', parts: ['shiftBelow'] } },
  sdtp: { file: 'sdtp', parts: ['firstTarget'], from: { file: 'local-targets', parts: ['shiftBelow'] } },
  hebb: { file: 'hebb', parts: ['law'] },
  oja: { file: 'oja', parts: ['ojaChange'] },
  hpca: { file: 'hpca', parts: ['hpcaChange'] },
  wta: { file: 'wta', parts: ['learn'], from: { file: 'hebbian-layer', parts: ['towardsMeans'] } },
  softWta: { file: 'soft-wta', parts: ['shares'], from: { file: 'hebbian-layer', parts: ['towardsMeans'] } },
  softHebb: { file: 'soft-hebb', parts: ['softHebbChange'] },
  similarityMatching: { file: 'similarity-matching', parts: ['learn', 'similarityChanges'] },
  nonNegativeSm: { file: 'non-negative-sm', parts: ['settling'] },
  forwardForward: {
    file: 'forward-forward',
    parts: ['bothKinds'],
    from: { file: 'goodness', parts: ['goodnessDelta'] },
  },
  localLoss: { file: 'local-loss', parts: ['ownDelta'] },
  nodePerturbation: { file: 'node-perturbation', parts: ['deltasOf'] },
  weightPerturbation: { file: 'weight-perturbation', parts: ['guess'] },
  stdwi: { file: 'stdwi', parts: ['infer'] },
  guerguiev: { file: 'guerguiev', parts: ['outputPhases', 'apicalPhases'] },
  sacramento: {
    file: 'sacramento',
    parts: ['deltasOf'],
    from: { file: 'microcircuit', parts: ['potentialOf'] },
  },
  burstprop: { file: 'bursting', parts: ['burst'] },
  readout: { file: 'readout', parts: ['readout'] },
};

const SOURCES = import.meta.glob<string>(['../../rules/*.ts', '!../../rules/*.test.ts'], {
  query: '?raw',
  import: 'default',
});

export interface RuleProgram {
  readonly excerpt: string;
  readonly whole: string;
}

/** A file of rules/ as text; empty where there is none. */
async function load(file: string): Promise<string> {
  return ((await SOURCES[`../../rules/${file}.ts`]?.()) ?? '').trim();
}

/** The lines that matter, null where a part of them is not in its file. */
export async function loadExcerpt(rule: RuleId): Promise<readonly string[] | null> {
  const { file, parts, from } = RULE_FILES[rule];
  const own = excerptOf(await load(file), parts);
  if (!from || !own) return own;
  const before = excerptOf(await load(from.file), from.parts);
  return before && [`// ${from.file}.ts`, ...before, '', ...own];
}

/** The lines that matter, and the whole file, comments included. */
export async function loadRuleSource(rule: RuleId): Promise<RuleProgram> {
  const [lines, whole] = await Promise.all([loadExcerpt(rule), load(RULE_FILES[rule].file)]);
  return { excerpt: lines?.join('\n') ?? '', whole };
}
