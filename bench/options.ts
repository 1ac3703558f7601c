/**
 * What the command line asks for.
 */
import { parseArgs } from 'node:util';
import { CASES } from './cases';
import { CONTESTANTS } from './contestants';

export const USAGE = `npm run -s bench [-- OPTIONS]
  --quick              under two minutes: short rounds, the contestants that the goals need
  --growth             also how cost grows with width, depth, batch and arms; draws bench/growth.svg
  --cases A,B          of ${CASES.map(({ id }) => id).join(', ')}; none for none
  --only A,B           of ${CONTESTANTS.map(({ id }) => id).join(', ')}
  --data digits|noise  pictures of 28 × 28: drawn digits, as empty as MNIST's, or noise without a zero (digits)
  --optimiser sgd|adam what the networks of dense layers train with (sgd)
  --out FILE           where the numbers go (bench/results.json)
Prints a table per network, what could not be run and why, and as its last lines the goals:
  ratio NAME VALUE goal VALUE met|missed`;

export interface Options {
  readonly quick: boolean;
  readonly growth: boolean;
  readonly cases: readonly string[];
  readonly only: readonly string[];
  /** Contestants were chosen by name: those run even where `--quick` would leave them out. */
  readonly isNamed: boolean;
  readonly optimiser: 'sgd' | 'adam';
  readonly data: 'digits' | 'noise';
  readonly out: string;
}

/** Null where help was asked for; throws a sentence on anything unknown. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      cases: { type: 'string' },
      only: { type: 'string' },
      optimiser: { type: 'string', default: 'sgd' },
      data: { type: 'string', default: 'digits' },
      out: { type: 'string', default: 'bench/results.json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { optimiser, data } = values;
  if (data !== 'digits' && data !== 'noise') throw new Error(`--data is digits or noise, not ${data}.`);
  if (optimiser !== 'sgd' && optimiser !== 'adam')
    throw new Error(`--optimiser is sgd or adam, not ${optimiser}.`);
  const caseIds = CASES.map(({ id }) => id);
  return {
    quick: values.quick,
    growth: values.growth,
    cases: values.cases === 'none' ? [] : chosen('--cases', values.cases, caseIds),
    only: chosen(
      '--only',
      values.only,
      CONTESTANTS.map(({ id }) => id),
    ),
    isNamed: values.only !== undefined,
    optimiser,
    data,
    out: values.out,
  };
}

function chosen(option: string, text: string | undefined, known: readonly string[]): readonly string[] {
  if (text === undefined) return known;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`${option} knows no ${unknown.join(', ')}: it has ${known.join(', ')}.`);
  return known.filter((name) => names.includes(name));
}
