/**
 * TensorFlow.js on WebGL: the contestant that needs a browser. peers/../browser-contestant.ts calls it from outside.
 */
import '@tensorflow/tfjs-backend-webgl';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { makeData } from '../bench-data';
import type { Answer, Request } from '../protocol';
import { answerWith } from './serve';
import { openLayersModel } from './tfjs-layers';

const answer = answerWith(async (bench) => {
  if (!(await setBackend('webgl'))) throw new Error('this browser has no WebGL');
  await ready();
  return openLayersModel(bench, makeData(bench), 'webgl');
});

Object.assign(globalThis, { answerBench: (request: Request): Promise<Answer> => answer(request) });
