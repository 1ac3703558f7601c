// expect: style/noRestrictedImports
import { mean } from 'd3';

export const average = mean([1, 2]);
