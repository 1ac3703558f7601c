/**
 * Last layer only: no error comes down, and everything below the output stays as it was drawn.
 *   δ_l = 0 for l < L
 * The control that a claim about hidden layers needs: what random features alone can do.
 * Source: Rahimi, Recht (2007), Random features for large-scale kernel machines, NeurIPS 20.
 */
import type { FreezingRule } from './carrier-rule';

/** A layer under this rule does not move at all: no update, no decay. */
export const readout: FreezingRule = { kind: 'nothing', id: 'readout' };
