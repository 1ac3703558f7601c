/**
 * All learning rules. A new one is a file beside this and a line here; the compiler asks for it once its id is in the
 * specification.
 */
import type { LearningRule } from '../engine/learning-rule';
import type { RuleId } from '../spec/spec';
import { bp } from './bp';
import { dfa } from './dfa';
import { fa } from './fa';

/** Total table. */
export const RULES: Readonly<Record<RuleId, LearningRule>> = { bp, fa, dfa };
