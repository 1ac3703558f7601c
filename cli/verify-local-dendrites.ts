/**
 * Checks of rules with dendrites.
 */
import type { LocalChecks } from './verify-local-context';

export const DENDRITE_CHECKS: LocalChecks = {};
