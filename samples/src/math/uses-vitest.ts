// expect: correctness/noUndeclaredDependencies
import { expect } from 'vitest';

export const check = expect;
