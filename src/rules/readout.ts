/**
 * Last layer only: no error comes down, and everything below the output stays as it was drawn.
 *   δ_l = 0 for l < L
 * The control that a claim about hidden layers needs: what random features alone can do.
 * Source: Rosenblatt (1962), Principles of neurodynamics; Rahimi, Recht (2008), Random features for large-scale kernel machines.
 */
import type { FreezingRule } from './carrier-rule';

/** A layer under this rule does not move at all: no update, no decay. */
export const readout: FreezingRule = { kind: 'nothing', id: 'readout' };
