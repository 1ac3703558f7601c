/**
 * TensorFlow.js in Node, on the backends that run there.
 */
import { NODE_BACKENDS } from '../../cli/node-backends';
import { type BackendId, startBackend } from '../../src/engine/backend';
import type { OpenRunner } from './runner';
import { openLayersModel } from './tfjs-layers';

/** `variant`: the backend. */
export const openTfjs: OpenRunner = async (bench, variant, data) => {
  const started = await startBackend(variant as BackendId, NODE_BACKENDS);
  if (started.kind === 'failed') throw new Error(started.message);
  return openLayersModel(
    bench,
    data,
    [started.id, started.adapter].filter((part) => part !== null).join(', '),
  );
};
