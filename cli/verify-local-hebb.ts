/**
 * Checks of Hebbian rules and similarity matching.
 */
import type { LocalChecks } from './verify-local-context';

export const HEBB_CHECKS: LocalChecks = {};
