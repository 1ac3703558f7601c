// expect: style/noRestrictedImports
import { forward } from '../engine/forward';

export const run = forward;
