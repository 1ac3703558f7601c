/**
 * The locality lens: every quantity that the update of a layer's weights needs, and where that quantity lives,
 * seen from one synapse between a unit of layer l − 1 and a unit of layer l.
 */

/** How a synapse can come to know something: it is there, it is sent there, or it stays where nothing leads from. */
export type Reach = 'here' | 'sent' | 'not local';

export type HomeId =
  | 'presynaptic'
  | 'postsynaptic'
  | 'synapse'
  | 'feedbackSynapse'
  | 'unitsAbove'
  | 'outputUnits'
  | 'teacher'
  | 'random'
  | 'forwardAbove'
  | 'copies'
  | 'otherSynapses'
  | 'otherUnits';

export interface Home {
  readonly id: HomeId;
  readonly name: string;
  readonly reach: Reach;
  readonly help: string;
}

export const HOMES: Readonly<Record<HomeId, Home>> = {
  presynaptic: {
    id: 'presynaptic',
    name: 'presynaptic unit',
    reach: 'here',
    help: 'The unit below, at whose axon the synapse sits.',
  },
  postsynaptic: {
    id: 'postsynaptic',
    name: 'postsynaptic unit',
    reach: 'here',
    help: 'The unit above, on whose dendrite the synapse sits.',
  },
  synapse: {
    id: 'synapse',
    name: 'the synapse itself',
    reach: 'here',
    help: 'Its own strength and its own past.',
  },
  feedbackSynapse: {
    id: 'feedbackSynapse',
    name: 'feedback synapse onto the unit',
    reach: 'here',
    help: 'A second synapse on the same unit, whose strength only scales what comes in over it.',
  },
  unitsAbove: {
    id: 'unitsAbove',
    name: 'units of the layer above',
    reach: 'sent',
    help: 'Their errors come down over connections of their own.',
  },
  outputUnits: {
    id: 'outputUnits',
    name: 'output units',
    reach: 'sent',
    help: 'Their errors are broadcast to every layer at once.',
  },
  teacher: {
    id: 'teacher',
    name: 'the teacher',
    reach: 'sent',
    help: 'It comes with the example, from outside.',
  },
  random: {
    id: 'random',
    name: 'none: it is random',
    reach: 'here',
    help: 'Any source of noise will do; nobody has to know the number.',
  },
  forwardAbove: {
    id: 'forwardAbove',
    name: 'forward synapses of the layer above',
    reach: 'not local',
    help: 'Other synapses, on other units. Nothing tells this unit how strong they are.',
  },
  copies: {
    id: 'copies',
    name: 'its copies at other positions',
    reach: 'not local',
    help: 'A convolution uses one kernel everywhere; its copies would have to tell each other what they learnt.',
  },
  otherSynapses: {
    id: 'otherSynapses',
    name: 'all synapses together',
    reach: 'not local',
    help: 'A length taken over many synapses: somebody would have to add them up.',
  },
  otherUnits: {
    id: 'otherUnits',
    name: 'all units of the layer together',
    reach: 'not local',
    help: 'A size taken over many units: somebody would have to add them up.',
  },
};

export interface Quantity {
  readonly what: string;
  /** For layer l. */
  readonly tex: string;
  readonly home: HomeId;
}

/** The pieces that bring an error to a hidden layer. */
export type QuantityId =
  | 'errorAbove'
  | 'outputError'
  | 'weightsAbove'
  | 'signsAbove'
  | 'feedbackWeights'
  | 'directFeedback'
  | 'feedbackSize'
  | 'fixedSizes'
  | 'freshSizes'
  | 'flips'
  | 'noise'
  | 'normAbove'
  | 'ownActivity'
  | 'ownNoise'
  | 'answerAbove'
  | 'ownTrain'
  | 'spikesAbove';

export const QUANTITIES: Readonly<Record<QuantityId, Quantity>> = {
  errorAbove: { what: 'errors of the units above', tex: '\\delta_{l+1}', home: 'unitsAbove' },
  outputError: { what: 'errors of the output units', tex: '\\delta_L', home: 'outputUnits' },
  weightsAbove: { what: 'weights of the layer above', tex: 'W_{l+1}', home: 'forwardAbove' },
  signsAbove: {
    what: 'signs of the weights of the layer above',
    tex: '\\mathrm{sign}(W_{l+1})',
    home: 'forwardAbove',
  },
  feedbackWeights: { what: 'feedback weights', tex: 'B_{l+1}', home: 'feedbackSynapse' },
  directFeedback: { what: 'feedback weights from the output', tex: 'B_l', home: 'feedbackSynapse' },
  feedbackSize: { what: 'one size for all feedback weights', tex: 's_{l+1}', home: 'feedbackSynapse' },
  fixedSizes: { what: 'sizes of the feedback weights', tex: '|M_{l+1}|', home: 'feedbackSynapse' },
  freshSizes: { what: 'sizes, new at every step', tex: '|M_{l+1}|', home: 'random' },
  flips: { what: 'which signs are wrong', tex: 'F_{l+1}', home: 'feedbackSynapse' },
  noise: { what: 'fixed noise', tex: 'N_{l+1}', home: 'feedbackSynapse' },
  normAbove: { what: 'norm of the weights above', tex: '\\|W_{l+1}\\|', home: 'otherSynapses' },
  ownActivity: { what: 'its activity, for the feedback synapse to change', tex: 'h_l', home: 'postsynaptic' },
  ownNoise: { what: 'its noise while mirroring', tex: '\\xi_l', home: 'postsynaptic' },
  answerAbove: { what: 'what the units above answer to the noise', tex: 'y_{l+1}', home: 'unitsAbove' },
  ownTrain: { what: 'its own spikes, just now and lately', tex: 'z_l', home: 'postsynaptic' },
  spikesAbove: { what: 'when the units above spike', tex: 'z_{l+1}', home: 'unitsAbove' },
};
