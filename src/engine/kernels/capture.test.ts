import {
  add,
  clone,
  matMul,
  memory,
  mul,
  ones,
  type Tensor,
  tensor1d,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../../test/on-backends';
import { disposeAll, disposeReplaced, inScope } from '../scope';
import { type Capture, capture } from './capture';
import { type WebGpuBackend, webGpuBackend } from './webgpu-device';

function needGpu(): WebGpuBackend {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  return gpu;
}

/** A step as a training step does it: what it replaces is disposed. */
function stepOf<State>(program: (state: State) => State): (state: State) => State {
  return (state) => {
    const next = inScope(() => program(state));
    disposeReplaced(state, next);
    return next;
  };
}

async function numbersOf(tensor: Tensor): Promise<readonly number[]> {
  return Array.from(await tensor.data<'float32'>());
}

function finish<State>({ release, state }: Capture<State>): void {
  release();
  disposeAll(state);
}

onBackends('a captured step', () => {
  test('does to the state what running it again does, bit for bit, after odd and even numbers of steps', async () => {
    const [A, noise] = [normals(12, 4, 1, 0.3), normals(4, 12, 2)];
    const program = stepOf(({ w, v }: { w: Tensor; v: Tensor }) => {
      const force = matMul(matMul(w as never, A as never), transpose(A));
      const next = add(mul(v, 0.9), add(force, noise));
      return { w: add(w, mul(next, -0.01)), v: next };
    });
    const start = () => ({ w: normals(4, 12, 3), v: normals(4, 12, 4) });
    let eager = start();
    const captured = capture(needGpu(), program, start());
    eager = program(eager);
    for (const steps of [1, 2, 5, 1, 20]) {
      captured.replay(steps);
      for (let step = 0; step < steps; step++) eager = program(eager);
      expect(await numbersOf(captured.state.w)).toEqual(await numbersOf(eager.w));
      expect(await numbersOf(captured.state.v)).toEqual(await numbersOf(eager.v));
    }
    finish(captured);
    disposeAll([A, noise, eager]);
  });

  test('computes once what does not change', async () => {
    const A = normals(6, 6, 1);
    const program = stepOf(({ w, B }: { w: Tensor; B: Tensor }) => ({
      w: mul(w, add(transpose(B), mul(A, 0.5))),
      B,
    }));
    const open = (constants: readonly Tensor[]) =>
      capture(needGpu(), program, { w: normals(6, 6, 2), B: normals(6, 6, 3) }, constants);
    const [told, untold] = [open([A]), open([])];
    // B is handed on as it is, so its transpose stays; only who knows that A stays too spares the rest.
    expect(told.commandsPerStep).toBe(1);
    expect(untold.commandsPerStep).toBe(3);
    told.replay(3);
    untold.replay(3);
    expect(await numbersOf(told.state.w)).toEqual(await numbersOf(untold.state.w));
    finish(told);
    finish(untold);
    A.dispose();
  });

  test('follows what is written to a tensor outside the state', async () => {
    const rate = tensor1d([1]);
    const captured = capture(
      needGpu(),
      stepOf(({ w }: { w: Tensor }) => ({ w: add(w, rate) })),
      { w: tensor1d([0]) },
    );
    captured.replay(2);
    expect(await numbersOf(captured.state.w)).toEqual([3]);
    const gpu = needGpu();
    const { resource } = gpu.tensorMap.get(rate.dataId);
    if (resource) gpu.queue.writeBuffer(resource, 0, Float32Array.of(10));
    captured.replay(3);
    expect(await numbersOf(captured.state.w)).toEqual([33]);
    finish(captured);
    rate.dispose();
  });

  test('carries on a tensor that becomes another part of the state', async () => {
    const captured = capture(
      needGpu(),
      // The next older is what the newest was.
      (state: { newest: Tensor; older: Tensor }) => {
        const newest = inScope(() => add(mul(state.newest, 2), 1));
        state.older.dispose();
        return { newest, older: state.newest };
      },
      { newest: tensor1d([1]), older: tensor1d([0]) },
    );
    for (const expected of [
      [7, 3],
      [15, 7],
      [31, 15],
    ]) {
      captured.replay(1);
      expect([
        ...(await numbersOf(captured.state.newest)),
        ...(await numbersOf(captured.state.older)),
      ]).toEqual(expected);
    }
    finish(captured);
  });

  test('keeps apart what started as one, and copies what always becomes one', async () => {
    const start = tensor1d([1, 2]);
    const captured = capture(
      needGpu(),
      // `first` remembers where `w` started; `twin` is `w` again after every step.
      stepOf(({ w, first }: { w: Tensor; first: Tensor; twin: Tensor }) => {
        const moved = add(mul(w, 2), first);
        return { w: moved, first, twin: clone(moved) };
      }),
      { w: start, first: clone(start), twin: start },
    );
    for (const steps of [1, 2]) captured.replay(steps);
    // 1 → 3 → 7 → 15 → 31 and 2 → 6 → 14 → 30 → 62
    expect(await numbersOf(captured.state.w)).toEqual([31, 62]);
    expect(await numbersOf(captured.state.twin)).toEqual([31, 62]);
    expect(await numbersOf(captured.state.first)).toEqual([1, 2]);
    finish(captured);
  });

  test('keeps a part of the state that the step replaces by a constant', async () => {
    const captured = capture(
      needGpu(),
      stepOf(({ w }: { w: Tensor; scale: Tensor }) => ({ w, scale: mul(ones([2]), 3) })),
      { w: tensor1d([1, 2]), scale: tensor1d([0, 0]) },
    );
    captured.replay(3);
    expect(await numbersOf(captured.state.scale)).toEqual([3, 3]);
    finish(captured);
  });

  test('refuses a step that reads a value back, and leaves the backend as it was', async () => {
    const gpu = needGpu();
    const [device, pool] = [gpu.device, gpu.bufferManager];
    const state = { w: tensor2d([[1, 2]]) };
    const read = (given: { w: Tensor }) => {
      mul(given.w, 2).dataSync();
      return given;
    };
    expect(() => inScope(() => capture(gpu, read, state))).toThrow('reads a value back');
    expect(gpu.device).toBe(device);
    expect(gpu.bufferManager).toBe(pool);
    expect(await numbersOf(state.w)).toEqual([1, 2]);
    state.w.dispose();
  });

  test('gives back all memory, and holds less than the step made', async () => {
    const bytes = () => (memory() as { numBytesInGPU?: number }).numBytesInGPU ?? 0;
    const before = bytes();
    const program = stepOf(({ w }: { w: Tensor }) => {
      let x = w;
      for (let round = 0; round < 20; round++) x = mul(add(x, 1), 0.5);
      return { w: x };
    });
    const captured = capture(needGpu(), program, { w: normals(100, 100, 1) });
    captured.replay(10);
    expect(captured.commandsPerStep).toBe(40);
    // The two places of w, two that all the steps between share, and small change; not forty.
    expect(captured.bytes).toBeLessThan(4 * 40_000);
    await captured.state.w.data();
    finish(captured);
    expect(bytes()).toBe(before);
  });
}, ['webgpu']);
