/**
 * The table of rules as Markdown: a section per data set and network, then what it was run on.
 */
import { cpus, type as osType } from 'node:os';
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { version } from '../package.json';
import { DEFAULT_SPEC } from '../src/spec/default-spec';
import type { RuleId } from '../src/spec/spec';
import {
  accuracyText,
  anglesOf,
  belowText,
  controlOf,
  estimateText,
  lossText,
  nameOf,
  publishedText,
} from './rule-table-cells';
import type { Row, RuleTable } from './rule-table-run';
import { BATCH, CONTROLS, PLACES, RULE_SETTINGS, settingAt, UNITS } from './rule-table-settings';

/** The whole of docs/rules.md. */
export function rulesMarkdown(tables: readonly RuleTable[]): string {
  return [
    '# Every rule on the same data',
    'Written by `npm run -s table -- --data DIR`. One seed, a part of the data and five epochs: the figures say whether a rule learns, what its updates are like and what it costs, not how well it could do in the end. Every row is an experiment in `specs/rules/`, which `npm run -s experiment -- specs/rules/mnist/fa.json --data DIR` runs by itself. Test images chose nothing: rates and parameters were chosen on training images held out.',
    [
      '- **BP**, **last layer**: the same network, units and loss with backpropagation, and with its last layer alone learning (at a rate of its own). A rule that does no better than the last layer alone has learnt nothing of use below it.',
      '- **Update angles**: between the rule’s update and the gradient of the experiment’s loss on a batch, by layer, the mean over the ends of the last three epochs in which it moves; – where it never does. Rules of the Hebbian family and forward-forward follow aims of their own, and 90° is what one expects. *Settled*: to the gradient of the loss after settling, which is what equilibrium propagation descends.',
      '- **Time**: of one training step over one of BP in the same network, step by step on WebAssembly: processor time, the least of four rounds taken in turns. **Estimate**: the same from the number of multiplications alone, where BP’s forward pass, backward pass and gradients count 1/3 each; for rules that try or infer in steps, with as many as here.',
      '- **Published**: test accuracy on all of the data, in larger networks, after many more epochs. Figures in *italics* are what a paper is remembered for, not read anew.',
    ].join('\n'),
    ...tables.map(section),
    '## Time and estimate',
    TIME_TEXT,
    '## Settings',
    `Batches of ${BATCH}, seed ${DEFAULT_SPEC.seed}; the rate falls along half a cosine to 0, unless it is constant. Weights are drawn with Glorot’s spread; those of sigmoid networks from N(0, 0.2²), and with He’s spread where they are convolutions, so that enough gets through and their last layer alone can learn. tanh and ReLU units go with softmax cross-entropy, sigmoid units with the squared error. Everything else is as the rule comes.`,
    settingsTable(),
    '## Machine',
    machineText(),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Where what is measured is farthest from what is estimated, and why. */
const TIME_TEXT = [
  'The estimate counts multiplications. Networks as small as these do not spend their time there: a step of BP takes about a millisecond, and every operation has its own overhead.',
  [
    '- **Dearer than estimated**: what works in many small operations. The Hebbian family (means, competition, lengths; for HPCA and similarity matching products of all pairs of units and an inverse; for its non-negative form units that settle), forward-forward (two passes, lengths, peers, readouts), perturbations (a random number for every unit or weight at every try), segregated dendrites, microcircuits and Burstprop (several phases) are two to twenty times over it. Spike-timing-dependent inference simulates spikes, millisecond by millisecond, between two batches.',
    '- **Cheaper than estimated**: predictive coding, equilibrium propagation, contrastive Hebbian learning and GeneRec in dense networks. What comes from the input is computed once and not at every step, which is most of the work there; and they settle in fewer steps here (contrastive rules in 15 sweeps, equilibrium propagation in 30 and 10).',
    '- **In the convolutions** most of the work is above the input’s own layer, and is repeated: the same rules are back near their estimates, and predictive coding is at twice its own. The weight mirror sends noise through every position of a map, and decoders run through every position too.',
  ].join('\n'),
].join('\n\n');

/** The rows of one table, without a heading. */
export function tableMarkdown({ place, rows, controls }: RuleTable): string {
  const line = (row: Row): string =>
    `| ${[
      nameOf(row.rule),
      row.units,
      accuracyText(row),
      accuracyText(controlOf(controls, row.units, 'bp')),
      accuracyText(controlOf(controls, row.units, 'readout')),
      lossText(row),
      anglesOf(row),
      `${row.stepsOfBp.toFixed(1)} ×`,
      estimateText(row.estimate),
      publishedText(place.id, row.rule),
    ].join(' | ')} |`;
  return [
    '| rule | units | test, % | BP | last layer | test loss | update angles | time | estimate | published, % |',
    '|---|---|--:|--:|--:|--:|---|--:|--:|---|',
    ...rows.map(line),
  ].join('\n');
}

function section(table: RuleTable): string {
  const { place, data, epochs, controls, refusals } = table;
  const losses = controls
    .map((row) => `${nameOf(row.rule)} (${row.units}) ${accuracyText(row)} %, loss ${lossText(row)}`)
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

/** What every rule was run with, by place. */
function settingsTable(): string {
  const named = [
    ...UNITS.flatMap((units) =>
      (['bp', 'readout'] as const).map((rule) => [nameOf(rule), CONTROLS[units][rule]] as const),
    ),
    ...Object.entries(RULE_SETTINGS).map(([rule, setting]) => [nameOf(rule as RuleId), setting] as const),
  ];
  const lines = named.map(([name, setting]) => {
    const cells = PLACES.map((place) => {
      const { units, optimiser, learningRate, schedule, params } = settingAt(place, setting);
      const more = [
        ...(schedule === 'cosine' ? [] : [`, ${schedule} rate`]),
        ...Object.entries(params).map(([id, value]) => `, ${id} ${value}`),
      ];
      return `${units} ${optimiser} ${learningRate}${more.join('')}`;
    });
    return `| ${[name, ...cells.map((cell, at) => (at > 0 && cells.slice(0, at).every((before) => before === cell) ? 'the same' : cell))].join(' | ')} |`;
  });
  return [`| rule | ${PLACES.map(({ title }) => title).join(' | ')} |`, '|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** The machine, and what ran on it. */
export function machineText(): string {
  const [cpu] = cpus();
  const cores = cpus().length;
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cores} cores, ${osType()}; Node ${process.version}, TensorFlow.js ${tfjsVersion}, WebAssembly; Learning Rules Lab ${version}.`;
}
