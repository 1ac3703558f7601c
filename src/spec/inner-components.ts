/**
 * What is written about principal components beside the weights of Hebbian layers: what each rule makes of them.
 */
import type { RuleId } from './spec';

export const COMPONENTS_TITLE = 'Weights against principal components';

/** What the pictures are. */
export const COMPONENTS_WHAT =
  'Above, the directions in which a layer’s input varies most; below each, the unit that points most alike. All are ' +
  'drawn at length 1 and on one scale. The sign of a component means nothing: it is turned towards its unit.';

/** What to look for under each rule. */
export const COMPONENTS_OF: Readonly<Partial<Record<RuleId, string>>> = {
  hebb: 'Nothing tells units apart: all of them come to the first component.',
  oja: 'Nothing tells units apart: all of them come to the first component.',
  hpca: 'Each unit takes what those before it leave over: components in turn, with ReLU often both directions of one.',
  wta: 'Winners come to the means of clusters. These are pictures of examples, not components.',
  softWta: 'Units share the wins and come to the means of clusters, not to components.',
  softHebb: 'Units part the examples among themselves: clusters and pieces of them, not components.',
  similarityMatching: 'Units together span the leading components; no single one has to come to any of them.',
  nonNegativeSm: 'Units that cannot answer below 0 come to clusters and parts, not to components.',
};
