// expect: style/noRestrictedImports
import { createRng } from '../math/rng';

export const rng = createRng(1, 'data');
