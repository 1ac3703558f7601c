/**
 * The table of rules as Markdown: a section per data set and network, then what it was run on.
 */
import { cpus, type as osType } from 'node:os';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { version } from '../package.json';
import { DEFAULT_SPEC } from '../src/spec/default-spec';
import { RULE_CATALOGUE } from '../src/spec/rule-catalogue';
import type { RuleId } from '../src/spec/spec';
import { PUBLISHED } from './rule-table-published';
import type { Row, RuleTable } from './rule-table-run';
import { CONTROLS, RULE_SETTINGS, type RuleSetting, type Units } from './rule-table-settings';

/** The whole of docs/rules.md. */
export function rulesMarkdown(tables: readonly RuleTable[]): string {
  const settings = Object.entries(RULE_SETTINGS)
    .map(([rule, setting]) => `${nameOf(rule as RuleId)} ${settingText(setting)}`)
    .join('; ');
  return [
    '# Every rule on the same data',
    'Written by `npm run -s table -- --data DIR`. One seed, and few images and epochs, so that all of it takes minutes: the figures say whether a rule learns and what its updates are like, not how well it could do in the end.',
    [
      '- **BP**, **last layer**: the same network, units and loss with backpropagation, and with its last layer alone learning (at a rate of its own, ten times BP’s or three times under sigmoids).',
      '- **Update angles**: between the rule’s update and the gradient of the experiment’s loss on a batch, by layer, after the last epoch; – where nothing moves. Hebbian rules and forward-forward follow aims of their own, and 90° is what one expects.',
      '- **Time**: of one training step over one of BP in the same network, on WebAssembly: processor time, the least of four rounds taken in turns.',
      '- **Published**: test accuracy on all of the data, in larger networks, after many more epochs. Figures in *italics* are what a paper is remembered for, not read anew.',
    ].join('\n'),
    ...tables.map(section),
    '## Settings',
    `Batches of 32, weights drawn with Glorot’s spread (sigmoid convolutions: from N(0, 0.2²)), seed ${DEFAULT_SPEC.seed}. tanh and ReLU units go with softmax cross-entropy, sigmoid units with the squared error. Rate and optimiser: BP ${(['tanh', 'relu', 'sigmoid'] as const).map((units) => settingText(CONTROLS[units].bp)).join(', ')}; ${settings}.`,
    '## Machine',
    machineText(),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The rows of one table, without a heading. */
export function tableMarkdown({ place, rows, controls }: RuleTable): string {
  const control = (units: Units, rule: RuleId): Row | undefined =>
    controls.find((row) => row.rule === rule && row.units === units);
  const line = (row: Row): string =>
    `| ${[
      nameOf(row.rule),
      row.units,
      row.status === 'diverged' ? 'diverged' : row.accuracyPercent.toFixed(1),
      accuracyOf(control(row.units, 'bp')),
      accuracyOf(control(row.units, 'readout')),
      number(row.testLoss, 3),
      row.updateAngleDeg.map((angle) => (angle === null ? '–' : `${angle.toFixed(0)}°`)).join(' '),
      `${row.stepsOfBp.toFixed(1)} ×`,
      publishedText(place.id, row.rule),
    ].join(' | ')} |`;
  return [
    '| rule | units | test, % | BP | last layer | test loss | update angles | time | published, % |',
    '|---|---|--:|--:|--:|--:|---|--:|---|',
    ...rows.map(line),
  ].join('\n');
}

function section(table: RuleTable): string {
  const { place, data, epochs, controls, refusals } = table;
  const losses = controls
    .map(
      (row) =>
        `${nameOf(row.rule)} (${row.units}) ${row.accuracyPercent.toFixed(1)} %, loss ${number(row.testLoss, 3)}`,
    )
    .join('; ');
  const exact = ['bp', 'readout'].flatMap((rule) => {
    const text = publishedText(place.id, rule as RuleId);
    return text === '' ? [] : [`${nameOf(rule as RuleId)} ${text}`];
  });
  return [
    `## ${place.title}`,
    `${place.network}; ${data}; ${epochs} epochs. For comparison: ${losses}.${exact.length > 0 ? ` Published: ${exact.join('; ')}.` : ''}`,
    tableMarkdown(table),
    belowText(table),
    ...(refusals.length > 0
      ? ['Not here:', refusals.map(({ rule, why }) => `- ${nameOf(rule)}. ${why}`).join('\n')]
      : []),
  ].join('\n\n');
}

/** Which rules do no better than the best of the last layers alone: that of their own units may not get off the ground. */
function belowText({ rows, controls }: RuleTable): string {
  const best = Math.max(
    ...controls.filter(({ rule }) => rule === 'readout').map(({ accuracyPercent }) => accuracyPercent),
  );
  const below = rows.filter(({ accuracyPercent }) => accuracyPercent <= best).map(({ rule }) => nameOf(rule));
  return `No better than the best of the last layers alone (${best.toFixed(1)} %): ${below.join(', ') || 'none'}; under sigmoids and the squared error the last layer alone hardly starts in so few steps, so that the column of that name says little there.`;
}

const nameOf = (rule: RuleId): string => RULE_CATALOGUE[rule].short;
const number = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';
const accuracyOf = (row: Row | undefined): string => (row ? row.accuracyPercent.toFixed(1) : '–');

function publishedText(place: string, rule: RuleId): string {
  const published = PUBLISHED[rule]?.[place];
  if (!published) return '';
  const { figure, source, isRead } = published;
  return isRead ? `${figure} (${source})` : `*about ${figure} (${source})*`;
}

function settingText({ units, optimiser, learningRate, params = {} }: RuleSetting): string {
  const more = Object.entries(params).map(([name, value]) => `, ${name} ${value}`);
  return `${units} ${optimiser} ${learningRate}${more.join('')}`;
}

/** The machine, and what ran on it. */
export function machineText(): string {
  const [cpu] = cpus();
  const cores = cpus().length;
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cores} cores, ${osType()}; Node ${process.version}, TensorFlow.js ${tfjsVersion}, WebAssembly; Learning Rules Lab ${version}.`;
}
