/**
 * What the run says on the terminal.
 */
import { REFERENCE } from './contestants';
import type { CaseResult, Entry, NotRun } from './rounds';
import { median, medianRatio, threeDigits } from './statistics';
import { formatTable } from './table';

const PICTURES = { digits: 'drawn digits', noise: 'noise' } as const;
const HEAD = [
  '',
  'steps/s',
  'ms/step',
  'from – to',
  'CPU ms',
  'script ms',
  'memory MB',
  'lab is',
  'by CPU',
  'loss',
];

/** One network: everyone, and how many times as fast as each the lab is (wasm, BP). */
export function caseText({ bench, zeros, entries }: CaseResult): string {
  const reference = entries.find(({ id }) => id === REFERENCE);
  const rows = entries.map((entry) => rowOf(entry, reference));
  const title = `${bench.id}, batch ${bench.batch}, ${bench.optimiser === 'adam' ? 'Adam' : 'SGD'}, ${PICTURES[bench.data]}, ${(100 * zeros).toFixed(0)} % zeros`;
  return `\n${title}\n${formatTable(HEAD, rows)}`;
}

function rowOf(entry: Entry, reference: Entry | undefined): string[] {
  const { name, msPerStep, scriptMsPerStep, peakMb, lossNats } = entry;
  const times = msPerStep.flatMap((ms) => ms ?? []);
  const ms = median(times);
  const factor = reference ? medianRatio(msPerStep, reference.msPerStep) : Number.NaN;
  const byCpu = reference ? medianRatio(entry.cpuMsPerStep, reference.cpuMsPerStep) : Number.NaN;
  return [
    name,
    threeDigits(1000 / ms),
    threeDigits(ms),
    `${threeDigits(Math.min(...times))} – ${threeDigits(Math.max(...times))}`,
    threeDigits(medianOf(entry.cpuMsPerStep)),
    threeDigits(medianOf(scriptMsPerStep)),
    peakMb === null ? '–' : peakMb.toFixed(0),
    `${threeDigits(factor)}×`,
    Number.isFinite(byCpu) ? `${threeDigits(byCpu)}×` : '–',
    lossNats === null ? '–' : threeDigits(lossNats),
  ];
}

/** The words under the tables. */
export const LEGEND = [
  '\nms/step: median over rounds. CPU ms: processor time per step, all threads. script ms: JavaScript per step before waiting for the',
  'device (all of it on wasm). memory: largest resident size of the process. lab is: how many times as fast as this row the lab is on',
  'wasm with BP, median over rounds; by CPU: the same in processor time, which hardly moves on a busy machine.',
  'Convolutions train with the preset’s Adam; ConvNetJS has Adadelta in its place.',
].join('\n');

const medianOf = (values: readonly (number | null)[]): number =>
  median(values.flatMap((value) => value ?? []));

/** Versions and adapters, each once. */
export function aboutText(results: readonly CaseResult[]): string {
  const seen = new Map<string, string>();
  for (const { name, about } of results.flatMap(({ entries }) => entries)) seen.set(name, about);
  return [...seen].map(([name, about]) => `  ${name}: ${about}`).join('\n');
}

/** Everything that was left out and why, the same reason once. */
export function notRunText(notRun: readonly NotRun[]): string {
  const groups = new Map<string, string[]>();
  for (const { name, caseId, why } of notRun) {
    const key = `${name}: ${why}`;
    groups.set(key, [...(groups.get(key) ?? []), caseId]);
  }
  return [...groups].map(([reason, caseIds]) => `not run  ${reason} (${caseIds.join(', ')})`).join('\n');
}
