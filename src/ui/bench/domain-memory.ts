/**
 * Axis limits remembered from frame to frame: they only grow while a run goes on, and start afresh after a reset.
 */
import { fitDomain } from '../../charts/domains';
import type { Domain, LineChartModel } from '../../charts/line-chart-model';

export interface DomainMemory {
  /** The limits to draw the model with. */
  fit(model: LineChartModel): Domain | null;
  /** The limits last drawn with; null before the first sample. */
  latest(): Domain | null;
}

export function createDomainMemory(): DomainMemory {
  let key = '';
  let last = -1;
  let domain: Domain | null = null;
  return {
    latest: () => domain,
    fit(model) {
      const { lines, y } = model;
      const newest = lines.reduce((step, line) => Math.max(step, line.step[line.length - 1] ?? 0), -1);
      const nextKey = `${y.kind} ${y.cutFrom ?? ''}`;
      if (nextKey !== key || newest < last) domain = null;
      key = nextKey;
      last = newest;
      domain = fitDomain(model, domain);
      return domain;
    },
  };
}
