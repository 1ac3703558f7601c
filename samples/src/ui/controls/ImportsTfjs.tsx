// expect: style/noRestrictedImports
import { tensor } from '@tensorflow/tfjs-core';

export const make = tensor;
