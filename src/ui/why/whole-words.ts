/**
 * Rules that are more than what carries the error, each in one sentence that is cut where its formula is cut.
 */
import type { RuleId } from '../../spec/spec';

/** A sentence around the one term that differs. */
export interface CutSentence {
  readonly before: string;
  readonly term: string;
  readonly after: string;
}

export const WHOLE_WORDS: Readonly<Partial<Record<RuleId, CutSentence>>> = {
  pc: {
    before: 'The error of a hidden layer is',
    term: 'what stays unpredicted of its settled values',
    after: ', times the variance that the output is believed to have.',
  },
  ep: {
    before: 'The error of a hidden layer is',
    term: 'how its activity differs between being nudged towards the answer and away from it',
    after: ', for each unit of nudge.',
  },
  chl: {
    before: 'The error of a hidden layer is',
    term: 'how its activity changes when the answer is held at the output',
    after: ', made up for what the weak way down has taken off.',
  },
  generec: {
    before: 'The error of a hidden layer is how its activity changes once the answer is held at the output:',
    term: 'the plus phase against the minus phase',
    after: ', made up for what the weak way down has taken off.',
  },
  dtp: {
    before: 'The error of a hidden layer is how far it lies from',
    term: 'its target, which decoders bring down from one small step at the top',
    after: ', times the slope of each unit.',
  },
  sdtp: {
    before: 'The error of a hidden layer is how far it lies from',
    term: 'its target, which decoders bring down from the right answer itself',
    after: ', times the slope of each unit.',
  },
  guerguiev: {
    before: 'The error of a hidden layer is',
    term: 'what the teacher changes in its plateau potentials, which hear the output through weights of their own',
    after: ', times the slope of each unit.',
  },
  sacramento: {
    before: 'The error of a hidden layer is what reaches its apical dendrites:',
    term: 'the rates of the layer above, less what interneurons expected of them',
    after: ', as far as it moves the rate of each unit.',
  },
  burstprop: {
    before: 'The error of a hidden layer is how the teacher changes',
    term: 'its bursts, which the bursts of the layer above set off through weights of their own',
    after: ', for each unit by as many events as it sends.',
  },
  forwardForward: {
    before: 'The error of a hidden layer is',
    term: 'how wrong its goodness is about the label being the right one',
    after: ', times the activity of each unit.',
  },
  localLoss: {
    before: 'The error of a hidden layer is that of',
    term: 'a loss of its own, which a head finds on the spot',
    after: ', times the slope of each unit.',
  },
  nodePerturbation: {
    before: 'The error of a unit is',
    term: 'what trying noise did to the loss',
    after: ', times its own noise.',
  },
  weightPerturbation: {
    before: 'No unit has an error. Each weight moves against',
    term: 'what jittering all weights did to the loss',
    after: ', times its own jitter.',
  },
  hebb: {
    before: 'A weight grows with',
    term: 'what comes in times what its unit answers',
    after: ', decays a little, and no unit’s weights get longer than 1.',
  },
  oja: {
    before: 'A weight grows with what comes in times what its unit answers, and shrinks with',
    term: 'the square of that answer',
    after: '.',
  },
  hpca: {
    before: 'A unit learns from',
    term: 'what it and the units before it have left unexplained of the input',
    after: ', times its answer.',
  },
  wta: {
    before: 'The unit that fits an input best moves towards it:',
    term: 'the winner alone',
    after: ', to the centre of what it won.',
  },
  softWta: {
    before: 'Every unit moves towards the centre of',
    term: 'its share of the inputs, the larger the better it fits',
    after: '.',
  },
  softHebb: {
    before: 'A unit moves towards or away from an input by',
    term: 'its share of the answer: the winner towards it, the others away',
    after: ', the slower the nearer the length of its weights is to 1.',
  },
  similarityMatching: {
    before: 'Weights follow what comes in times',
    term: 'what units answer once they have inhibited each other',
    after: ', and so does the inhibition.',
  },
  nonNegativeSm: {
    before: 'Weights follow what comes in times',
    term: 'what units answer once they have inhibited each other, never below 0',
    after: ', and so does the inhibition.',
  },
};
