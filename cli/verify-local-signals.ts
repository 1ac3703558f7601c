/**
 * Checks of rules with local and global signals.
 */
import type { LocalChecks } from './verify-local-context';

export const SIGNAL_CHECKS: LocalChecks = {};
