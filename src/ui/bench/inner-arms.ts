import { type InnerFigureId, innerFiguresOf } from '../../spec/inner-rules';
import type { ArmView } from './use-arms';

/** What an arm has of its own to show, under the rule that it has now and under those before. */
export function innerFiguresOfArm({ rule, marks }: Pick<ArmView, 'rule' | 'marks'>): InnerFigureId[] {
  return innerFiguresOf([rule, ...marks.map(({ from }) => from)]);
}

/** Whether there is anything to see inside any of the arms. */
export function hasInside(arms: readonly Pick<ArmView, 'rule' | 'marks'>[]): boolean {
  return arms.some((arm) => innerFiguresOfArm(arm).length > 0);
}
