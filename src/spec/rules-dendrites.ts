/**
 * What is written about the rules with dendrites: segregated dendrites, microcircuits with interneurons, bursts.
 */
import { type Only, type RuleEntry, type RuleLimits, UPDATES } from './rule-entry';
import type { Activation, LossId } from './spec';

const SIGMOIDS: Only<Activation> = {
  allowed: ['sigmoid'],
  why: 'Its neurons fire at rates between 0 and a highest one: every layer has to be a sigmoid.',
};

const LOSSES: Only<LossId> = {
  allowed: ['mse'],
  why: 'The teacher pulls output rates towards the answer, which is the squared error: its loss has to be the MSE.',
};

const NO_RATES = 'Targets have to be firing rates between 0 and 1.';

const DENSE_LIMITS: RuleLimits = {
  convolution:
    'Every neuron has dendrites of its own, and nobody has shown how copies of a kernel could share them.',
  regression: NO_RATES,
  losses: LOSSES,
  activations: SIGMOIDS,
  outputActivation: SIGMOIDS,
  batchNorm:
    'Potentials are compared with and without a teacher, example by example: normalising a batch mixes them.',
  dropout: 'Feedback would reach neurons that were left out, and teach them.',
};

/** By `burstCancelling`. */
const BURSTS_ALONE = [
  'Without a teacher; nothing cancels what comes.',
  'Without a teacher: recurrent weights cancel what comes.',
  'Without a teacher: what comes is taken away exactly.',
] as const;

export const DENDRITE_RULES: Readonly<Record<'guerguiev' | 'sacramento' | 'burstprop', RuleEntry>> = {
  guerguiev: {
    id: 'guerguiev',
    short: 'Dendrites',
    name: 'Segregated dendrites',
    idea: 'Feedback stays in the apical dendrites. What a teacher changes in their plateau potentials teaches the basal ones.',
    formula: {
      before: '\\delta_l = -',
      term: '(\\alpha^t_l - \\alpha_l)',
      after: " \\odot k \\lambda\\,\\sigma'(a_l),\\quad \\alpha_l = \\sigma(\\lambda h_L Y_l^\\top)",
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        {
          what: 'its plateau potential, without and with the teacher',
          tex: '\\alpha_l,\\ \\alpha^t_l',
          home: 'postsynaptic',
        },
        { what: 'its slope', tex: "\\sigma'(a_l)", home: 'postsynaptic' },
        {
          what: 'rates of the output units, without and with the teacher',
          tex: 'h_L,\\ h^t_L',
          home: 'outputUnits',
        },
        {
          what: 'feedback weights from the output',
          tex: 'Y_l',
          home: 'feedbackSynapse',
          applies: ({ plateauFeedback }) => plateauFeedback !== 2,
        },
        {
          what: 'all forward weights between it and the output',
          tex: 'W_{l+1} \\cdots W_L',
          home: 'forwardAbove',
          applies: ({ plateauFeedback }) => plateauFeedback === 2,
        },
      ],
      output: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its rate, without and with the teacher', tex: 'h_l,\\ h^t_l', home: 'postsynaptic' },
        { what: 'the teaching current', tex: 'E_y', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: ({ plateauFeedback }) => [
      {
        name: 'Forward phase',
        what: 'The input is shown; apical dendrites hear the output’s own answer.',
        length: 1,
      },
      {
        name: 'Target phase',
        what: 'A teacher drives the output; every plateau potential tells what that changed.',
        length: 1,
        changes: plateauFeedback === 1 ? ['W', 'Y'] : ['W'],
      },
    ],
    tryThis:
      'Multiply the feedback scale by 10: plateaus saturate, and the teacher can only flip them whole or not at all.',
    paper: {
      authors: 'Guerguiev, Lillicrap, Richards',
      year: 2017,
      title: 'Towards deep learning with segregated dendrites',
      venue: 'eLife 6',
      url: 'https://doi.org/10.7554/eLife.22901',
    },
    furtherPapers: [],
    params: [
      ...(['teachingStrength', 'plateauGain', 'plateauFeedback', 'plateauFeedbackRate'] as const),
      ...(['feedbackScale', 'sparsity'] as const),
      ...UPDATES,
    ],
    hasWeightAngle: false,
    isWhole: true,
    limits: {
      ...DENSE_LIMITS,
      autoencoder: 'Its teacher drives output neurons to fire or to be silent: pictures lie between.',
    },
  },
  sacramento: {
    id: 'sacramento',
    short: 'Micro',
    name: 'Dendritic microcircuits',
    idea: 'Interneurons learn to cancel what the layer above sends down. What they cannot cancel is the error.',
    formula: {
      before: '\\delta_l = -\\kappa^{l-L-1}\\,(\\sigma(v_l + \\kappa A_l) - \\sigma(v_l)),\\quad A_l = ',
      term: 'r_{l+1} Q_{l+1}^\\top + r^I_l (W^{PI}_l)^\\top',
      after: '',
    },
    feedbackLaw: '\\Delta W^{IP}_l \\propto r_l^\\top\\,(\\sigma(u^I_l) - \\sigma(v^I_l))',
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'r_{l-1}', home: 'presynaptic' },
        {
          what: 'its rate, and what its basal dendrite predicts of it',
          tex: 'r_l,\\ \\sigma(v_l)',
          home: 'postsynaptic',
        },
        { what: 'rates of the units above', tex: 'r_{l+1}', home: 'unitsAbove' },
        {
          what: 'top-down weights',
          tex: 'Q_{l+1}',
          home: 'feedbackSynapse',
          applies: ({ microTopDown }) => microTopDown !== 2,
        },
        {
          what: 'weights of the layer above, in the place of top-down ones',
          tex: 'W_{l+1}',
          home: 'forwardAbove',
          applies: ({ microTopDown }) => microTopDown === 2,
        },
        {
          what: 'weights of the layer above, which interneurons copy',
          tex: 'W_{l+1}',
          home: 'forwardAbove',
          applies: ({ microTied }) => microTied === 1,
        },
        { what: 'inhibition by interneurons', tex: 'W^{PI}_l', home: 'feedbackSynapse' },
      ],
      output: [
        { what: 'its input', tex: 'r_{l-1}', home: 'presynaptic' },
        {
          what: 'its rate, and what its basal dendrite predicts of it',
          tex: 'r_l,\\ \\sigma(v_l)',
          home: 'postsynaptic',
        },
        { what: 'the potential that the teacher pulls it to', tex: 'v^*', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: ({ microStart, microTied, microTopDown, interneuronTurns }) => [
      { name: 'Up', what: 'Basal dendrites predict the rates of all layers.', length: 1 },
      ...(microTied === 1 || interneuronTurns === 0
        ? []
        : [
            {
              name: 'Catching up',
              what: 'No teacher yet: interneurons learn what they lack of the layer above, lesson by lesson.',
              length: interneuronTurns,
              unit: 'lessons',
              changes: ['W^{IP}'],
            },
          ]),
      {
        name: 'Down',
        what: 'Interneurons cancel what they expect from above; what is left moves the somata.',
        length: 1,
      },
      {
        name: 'At rest',
        what: 'Up and down once more; then everybody learns what its own dendrites did not predict.',
        length: 2,
        changes: [
          'W',
          ...(microTied === 1 ? [] : ['W^{IP}']),
          // From a self-predicting start it is what the top-down weights are, with the opposite sign.
          ...(microTied === 0 && microStart === 1 ? ['W^{PI}'] : []),
          ...(microTopDown === 1 ? ['Q'] : []),
        ],
      },
    ],
    tryThis:
      'Start the interneurons at random and look at the apical potentials: how long until they fall silent?',
    paper: {
      authors: 'Sacramento, Ponte Costa, Bengio, Senn',
      year: 2018,
      title: 'Dendritic cortical microcircuits approximate the backpropagation algorithm',
      venue: 'Advances in Neural Information Processing Systems 31',
      url: 'https://arxiv.org/abs/1810.11393',
    },
    furtherPapers: [],
    params: [
      ...(['microMixing', 'targetPotential', 'microGain', 'microStart', 'microTied'] as const),
      ...([
        'interneuronRate',
        'interneuronTurns',
        'inhibitionRate',
        'microTopDown',
        'topDownRate',
        'feedbackScale',
      ] as const),
      ...UPDATES,
    ],
    hasWeightAngle: true,
    isWhole: true,
    limits: DENSE_LIMITS,
  },
  burstprop: {
    id: 'burstprop',
    short: 'Burstprop',
    name: 'Burst-dependent plasticity',
    idea: 'One axon, two messages: single events go up, bursts come down. More bursts than usual strengthen, fewer weaken.',
    formula: {
      before: '\\delta_l = -(b^t_l - b_l),\\quad b_l = h_l \\odot \\sigma(',
      term: 'b_{l+1} Y_{l+1}^\\top',
      after: ' \\odot (1 - h_l) - c_l)',
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        {
          what: 'its events, and its bursts without and with the teacher',
          tex: 'h_l,\\ b_l,\\ b^t_l',
          home: 'postsynaptic',
        },
        { what: 'bursts of the units above', tex: 'b_{l+1},\\ b^t_{l+1}', home: 'unitsAbove' },
        { what: 'feedback weights', tex: 'Y_{l+1}', home: 'feedbackSynapse' },
        {
          what: 'recurrent weights onto its apical dendrite',
          tex: 'R_l',
          home: 'feedbackSynapse',
          applies: ({ burstCancelling }) => burstCancelling === 1,
        },
      ],
      output: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its events', tex: 'h_l', home: 'postsynaptic' },
        { what: 'the right answer, which sets its bursts', tex: 'y', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: ({ burstCancelling, burstFeedback }) => [
      { name: 'Events up', what: 'The forward pass.', length: 1 },
      {
        name: 'Bursts down',
        what: BURSTS_ALONE[burstCancelling] ?? BURSTS_ALONE[1],
        length: 1,
        ...(burstCancelling === 1 && { changes: ['R'] }),
      },
      {
        name: 'Taught bursts',
        what: 'With one: the change of the bursts is the error.',
        length: 1,
        changes: burstFeedback === 1 ? ['W', 'Y'] : ['W'],
      },
    ],
    tryThis: 'Let the feedback learn, then fix it. Which update angle closes faster?',
    paper: {
      authors: 'Payeur, Guerguiev, Zenke, Richards, Naud',
      year: 2021,
      title: 'Burst-dependent synaptic plasticity can coordinate learning in hierarchical circuits',
      venue: 'Nature Neuroscience 24',
      url: 'https://doi.org/10.1038/s41593-021-00857-x',
    },
    furtherPapers: [],
    params: [
      ...(['burstBaseline', 'burstHiddenGain', 'burstOutputGain', 'burstCancelling'] as const),
      ...(['burstCancellingRate', 'burstFeedback', 'burstDecay', 'feedbackScale'] as const),
      ...UPDATES,
    ],
    hasWeightAngle: true,
    isWhole: true,
    limits: {
      pooling: {
        allowed: ['avgpool2d'],
        why: 'Only the largest pixel would hear the bursts from above. Use a stride or average pooling.',
      },
      regression: NO_RATES,
      activations: {
        allowed: ['sigmoid', 'relu'],
        why: 'Its neurons send events, and none of them can send fewer than none: hidden layers have to be sigmoids or ReLU.',
      },
      outputActivation: {
        allowed: ['sigmoid', 'linear'],
        why: 'Its output sends events, and bursts are a part of them: sigmoids, or the logits of a cross-entropy.',
      },
      batchNorm: 'Bursts of one example would change those of the others.',
    },
  },
};
