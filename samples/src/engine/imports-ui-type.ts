// expect: style/noRestrictedImports
import type { ChartProps } from '../ui/Chart';

export type Props = ChartProps;
