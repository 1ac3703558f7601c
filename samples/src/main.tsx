// expect: style/noRestrictedImports
import { lineChart } from './charts/line-chart';

export const chart = lineChart;
