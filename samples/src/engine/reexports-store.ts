// expect: style/noRestrictedImports
export { useRun } from '../store/run';
