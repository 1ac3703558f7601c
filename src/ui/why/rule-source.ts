/**
 * The program of a rule as text, fetched when it is asked for, and which of its lines matter: those that bring the error
 * down, and those that change the feedback weights.
 */
import type { RuleId } from '../../spec/spec';
import { excerptOf } from './source-excerpt';

interface RuleFile {
  /** Name of the file in rules/, without ending. */
  readonly file: string;
  /** Functions or members to be shown, in this order. */
  readonly parts: readonly string[];
}

export const RULE_FILES: Readonly<Record<RuleId, RuleFile>> = {
  bp: { file: 'bp', parts: ['carry'] },
  fa: { file: 'fa', parts: ['carry'] },
  dfa: { file: 'dfa', parts: ['carry'] },
  usf: { file: 'usf', parts: ['carry'] },
  brsf: { file: 'brsf', parts: ['carry'] },
  frsf: { file: 'frsf', parts: ['carry'] },
  kp: { file: 'kp', parts: ['afterUpdate'] },
  wm: { file: 'wm', parts: ['mirror'] },
  signAgreement: { file: 'sign-agreement', parts: ['carry'] },
  dial: { file: 'dial', parts: ['carry'] },
  readout: { file: 'readout', parts: ['carry'] },
};

const SOURCES = import.meta.glob<string>(['../../rules/*.ts', '!../../rules/*.test.ts'], {
  query: '?raw',
  import: 'default',
});

export interface RuleProgram {
  readonly excerpt: string;
  readonly whole: string;
}

/** The lines that matter, and the whole file, comments included. The whole file stands for lines that are not found. */
export async function loadRuleSource(rule: RuleId): Promise<RuleProgram> {
  const { file, parts } = RULE_FILES[rule];
  const whole = ((await SOURCES[`../../rules/${file}.ts`]?.()) ?? '').trim();
  return { excerpt: excerptOf(whole, parts)?.join('\n') ?? whole, whole };
}
