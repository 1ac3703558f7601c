/**
 * tfjs's own gradients, an oracle that shares nothing with the engine's backward pass.
 * Registering them must come after tfjs-core and in the same module; the engine itself never does.
 */
import { grad, grads } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export { grad, grads };
