/**
 * Reads a `golden-local/1` file: single quantities of many rules on one small network. Which key is a check, what its
 * parentheses fix, and the numbers below it; what a check does with them stands in verify-local-*.ts.
 */
import { z } from 'zod';
import { firstIssue } from './verify-schema';

export const LOCAL_SCHEMA = 'golden-local/1';

/** Thrown by checks and readers: a sentence on what is missing or not understood. */
export class LocalProblem extends Error {}

const rowsJson = z.array(z.array(z.number())).min(1);
const inputsJson = z.object({
  _about: z.string().default(''),
  name: z.string().optional(),
  sizes: z.array(z.int().min(1)).min(2),
  x: rowsJson,
  y: rowsJson,
  K: z.array(rowsJson),
  b: z.array(z.array(z.number())),
});

/** What all checks of a file start from. Kernels are `[in, out]`. */
export interface LocalInputs extends z.infer<typeof inputsJson> {
  /** Of K's shapes. */
  readonly Q: readonly (readonly (readonly number[])[])[];
  /** Per hidden layer `[n_out, n_hidden]`. */
  readonly B: readonly (readonly (readonly number[])[])[];
}

/** One check of a file: `KP_one_step(lr=.1,lam=.02,transport=Q)`. */
export interface LocalKey {
  /** As it stands in the file. */
  readonly key: string;
  /** Up to the parenthesis: "KP_one_step". */
  readonly name: string;
  /** What the parentheses fix by name, as text: lr → ".1", labels → "1,1,0". */
  readonly constants: ReadonlyMap<string, string>;
  /** What stands there without a value: "no_recurrent". */
  readonly flags: readonly string[];
  readonly value: unknown;
}

export type ReadLocal =
  | { readonly kind: 'local'; readonly inputs: LocalInputs; readonly keys: readonly LocalKey[] }
  | { readonly kind: 'broken'; readonly why: string };

/** Keys that are no checks, whatever stands below them. */
const INPUT_KEYS = /^(_|schema$|name$|sizes$|x$|y$|K$|b$|[QB](_|$))/;

/** The most rounds that a key may ask for. */
const MOST_ROUNDS = 10_000;

/** Whether a text is a file of this schema. Never throws. */
export function isLocal(text: string): boolean {
  return new RegExp(`"schema"\\s*:\\s*"${LOCAL_SCHEMA}"`).test(text);
}

/** Reads the text of such a file, in which keys of these names are checks wherever they stand. Never throws. */
export function readLocal(text: string, isCheck: (name: string) => boolean): ReadLocal {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return { kind: 'broken', why: `not JSON: ${error instanceof Error ? error.message : error}` };
  }
  const parsed = inputsJson.safeParse(json);
  if (!parsed.success) return { kind: 'broken', why: firstIssue(parsed.error) };
  const weights = z.array(rowsJson);
  const [Q, B] = [/^Q(_|$)/, /^B(_|$)/].map((name) =>
    weights.safeParse(Object.entries(json).find(([key]) => name.test(key))?.[1] ?? []),
  );
  if (!Q?.success || !B?.success) return { kind: 'broken', why: 'Q_… and B_… should be lists of matrices' };
  const keys = checksIn(json, isCheck);
  if (keys.length === 0) return { kind: 'broken', why: 'no checks in it' };
  return { kind: 'local', inputs: { ...parsed.data, Q: Q.data, B: B.data }, keys };
}

/**
 * Keys that the lab has a check for, in any order; and those that it does not know, which fail by their name: all but remarks in
 * words and what stands before the first check, which is what checks start from.
 */
function checksIn(json: Record<string, unknown>, isCheck: (name: string) => boolean): readonly LocalKey[] {
  const keys = Object.entries(json)
    .filter(([key]) => !INPUT_KEYS.test(key))
    .map(([key, value]) => readKey(key, value));
  const first = keys.findIndex(({ name }) => isCheck(name));
  return keys.filter(({ name, value }, at) => isCheck(name) || (at > first && typeof value !== 'string'));
}

function readKey(key: string, value: unknown): LocalKey {
  const [, name = key, inside = ''] = /^([^(]*)\((.*)\)[^)]*$/.exec(key) ?? [];
  const constants = new Map<string, string>();
  const flags: string[] = [];
  let last: string | null = null;
  for (const part of splitOutside(inside)) {
    const [, label, text] = /^\s*([^=(]+(?:\([^)]*\))?)=(.*)$/.exec(part) ?? [];
    if (label !== undefined && text !== undefined) {
      last = label.trim();
      constants.set(last, text.trim());
    } else if (last !== null && /^\s*[-+.\d]/.test(part)) {
      constants.set(last, `${constants.get(last)},${part.trim()}`);
    } else if (part.trim() !== '') {
      last = null;
      flags.push(part.trim());
    }
  }
  return { key, name: name.trim(), constants, flags, value };
}

/** The parts between the commas that stand in no parentheses. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

/** A number that the key's parentheses fix: `.1`, `-2e-3`. Throws a `LocalProblem`. */
export function constantOf({ key, constants }: Pick<LocalKey, 'key' | 'constants'>, name: string): number {
  const text = constants.get(name);
  if (text === undefined) throw new LocalProblem(`${key} does not say what ${name} is`);
  const value = Number(text);
  if (!Number.isFinite(value)) throw new LocalProblem(`${key}: ${name} should be a number, got ${text}`);
  return value;
}

/** A count that the key's parentheses fix, from 1 up. Throws a `LocalProblem`. */
export function roundsOf(local: Pick<LocalKey, 'key' | 'constants'>, name: string): number {
  const rounds = constantOf(local, name);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= MOST_ROUNDS) return rounds;
  throw new LocalProblem(`${local.key}: ${name} should be a whole number from 1 to ${MOST_ROUNDS}`);
}

/** What stands below a name: the key itself, or the one that goes on with = or ( ("dK" finds "dK=2(xy-K)"). Throws. */
export function fieldOf(value: unknown, name: string): unknown {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const found = entries.find(
    ([key]) => key === name || key.startsWith(`${name}=`) || key.startsWith(`${name}(`),
  );
  if (!found) throw new LocalProblem(`there is no ${name}`);
  return found[1];
}

/** All numbers of nested lists, row-major. Throws where anything else is in it. */
export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  throw new LocalProblem(`should be numbers, got ${JSON.stringify(value)?.slice(0, 40)}`);
}

/** The entries of a list, one per layer, say. Throws where there is none. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new LocalProblem(`should be a list, got ${JSON.stringify(value)?.slice(0, 40)}`);
}
