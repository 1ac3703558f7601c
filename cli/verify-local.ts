/**
 * Runs a `golden-local/1` file through the engine and the rules that the page uses: every key is a case of its own, a line each.
 * A key that no check knows fails by its name. One more check: an entry in the file of its family.
 */
import { type Comparison, verdict } from './verify-compare';
import { CARRIER_CHECKS } from './verify-local-carriers';
import { closeLocal, type LocalChecks, openLocal } from './verify-local-context';
import { DENDRITE_CHECKS } from './verify-local-dendrites';
import { HEBB_CHECKS } from './verify-local-hebb';
import { type LocalInputs, type LocalKey, readLocal } from './verify-local-read';
import { SIGNAL_CHECKS } from './verify-local-signals';
import { TARGET_CHECKS } from './verify-local-targets';

/** Every check, by the name of its key up to the parenthesis. */
export const LOCAL_CHECKS: LocalChecks = {
  ...CARRIER_CHECKS,
  ...TARGET_CHECKS,
  ...DENDRITE_CHECKS,
  ...HEBB_CHECKS,
  ...SIGNAL_CHECKS,
};

export interface LocalOutcome {
  readonly passed: boolean;
  readonly line: string;
}

/** Runs all checks of a file's text; `file` names it where it has no name of its own. Never throws. */
export async function runLocal(file: string, text: string): Promise<readonly LocalOutcome[]> {
  const read = readLocal(text, (name) => Object.hasOwn(LOCAL_CHECKS, name));
  if (read.kind === 'broken') return [{ passed: false, line: `FAIL ${file} ${read.why}` }];
  const name = read.inputs.name ?? file;
  const outcomes: LocalOutcome[] = [];
  for (const key of read.keys) outcomes.push(await runKey(`${name} ${key.name}`, read.inputs, key));
  return outcomes;
}

async function runKey(name: string, inputs: LocalInputs, key: LocalKey): Promise<LocalOutcome> {
  const check = Object.hasOwn(LOCAL_CHECKS, key.name) ? LOCAL_CHECKS[key.name] : undefined;
  if (!check) return { passed: false, line: `FAIL ${name} is a check that the lab does not know` };
  try {
    const local = openLocal(inputs, key);
    let comparisons: readonly Comparison[];
    try {
      comparisons = await check(local);
    } finally {
      closeLocal(local);
    }
    return verdict(name, comparisons);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { passed: false, line: `FAIL ${name} ${why.split('\n', 1)[0]}` };
  }
}
