/**
 * What is written about backpropagation and the two rules with fixed random feedback.
 */
import { ABLATIONS, carriedDown, type RuleEntry, UPDATES } from './rule-entry';

export const BACKWARD_RULES: Readonly<Record<'bp' | 'fa' | 'dfa', RuleEntry>> = {
  bp: {
    id: 'bp',
    short: 'BP',
    name: 'Backpropagation',
    idea: 'The error comes back through the transposed forward weights. Every layer gets its exact gradient.',
    formula: carriedDown('W_{l+1}^\\top'),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'weightsAbove'],
    tryThis: 'Switch this arm to FA while it runs. The weights go on as they are, only the errors change.',
    paper: {
      authors: 'Rumelhart, Hinton, Williams',
      year: 1986,
      title: 'Learning representations by back-propagating errors',
      venue: 'Nature 323',
      url: 'https://doi.org/10.1038/323533a0',
    },
    furtherPapers: [],
    params: [...ABLATIONS, ...UPDATES],
    hasWeightAngle: false,
  },
  fa: {
    id: 'fa',
    short: 'FA',
    name: 'Feedback alignment',
    idea: 'The error comes back through fixed random weights. The forward weights turn to match them.',
    formula: carriedDown('B_{l+1}^\\top'),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'feedbackWeights'],
    tryThis: 'Set the feedback scale of FA to 0.03, even while it trains. Does layer 1 still learn?',
    paper: {
      authors: 'Lillicrap, Cownden, Tweed, Akerman',
      year: 2016,
      title: 'Random synaptic feedback weights support error backpropagation for deep learning',
      venue: 'Nature Communications 7',
      url: 'https://doi.org/10.1038/ncomms13276',
    },
    furtherPapers: [],
    params: ['feedbackScale', 'sparsity', 'rank', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  dfa: {
    id: 'dfa',
    short: 'DFA',
    name: 'Direct feedback alignment',
    idea: 'The output error jumps straight to every hidden layer through fixed random weights of its own.',
    formula: { before: '\\delta_l = (\\delta_L\\,', term: 'B_l^\\top', after: ") \\odot \\varphi'(a_l)" },
    feedbackLaw: null,
    carriedBy: ['outputError', 'directFeedback'],
    tryThis: 'Add a second hidden layer. Each layer still hears the output alone, so depth costs DFA little.',
    paper: {
      authors: 'Nøkland',
      year: 2016,
      title: 'Direct feedback alignment provides learning in deep neural networks',
      venue: 'Advances in Neural Information Processing Systems 29',
      url: 'https://arxiv.org/abs/1609.01596',
    },
    furtherPapers: [],
    params: ['feedbackScale', 'sparsity', 'rank', 'channelBroadcast', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: false,
  },
};
