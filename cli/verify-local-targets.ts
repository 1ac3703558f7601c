/**
 * Checks of rules with targets and phases.
 */
import type { LocalChecks } from './verify-local-context';

export const TARGET_CHECKS: LocalChecks = {};
