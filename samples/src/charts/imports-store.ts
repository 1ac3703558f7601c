// expect: style/noRestrictedImports
import { useRun } from '../store/run';

export const store = useRun;
