/**
 * Capture and replay of a training step on WebGPU: the step runs once and is recorded; after that it is repeated by encoding
 * the recorded commands again, many steps to a submit, with the same bits as result and next to no JavaScript.
 * A step that is captured must be a pure tensor program: static shapes, nothing read back, no number from JavaScript that
 * changes from step to step.
 */
import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { leavesOf, replaceLeaves } from './capture-leaves';
import { buffersOf, lifetimes, placeLifetimes, rebind, targetsOf, varyingCommands } from './capture-plan';
import { type Command, type Copy, type Dispatch, type Recording, record } from './capture-recorder';
import {
  bufferOf,
  type ComputePass,
  type DeviceBuffer,
  flush,
  TENSOR_USAGE,
  type WebGpuBackend,
} from './webgpu-device';

/** A captured step and the state that it moves on. */
export interface Capture<State> {
  /** Where the run stands; its tensors show the newest numbers. The caller's, also after `release`. */
  readonly state: State;
  /** Programs and copies of one step. */
  readonly commandsPerStep: number;
  /** Bytes that the capture itself holds on the device, besides the state. */
  readonly bytes: number;
  /** Hands `steps` more steps to the device in one submit. Returns at once. */
  replay(steps: number): void;
  /** Gives back all buffers but those of the state, which goes on as ordinary tensors. */
  release(): void;
}

/** A tensor of the state, and where it lived before the recorded step and after it. */
interface Pair {
  readonly tensor: Tensor;
  readonly before: DeviceBuffer;
  readonly after: DeviceBuffer;
}

/** A program ready to be encoded, or a copy. */
type Encodable =
  | {
      readonly kind: 'dispatch';
      readonly pipeline: Dispatch['pipeline'];
      readonly group: object;
      readonly groups: Dispatch['groups'];
    }
  | Copy;

/**
 * Takes one step and captures it: `step` gets the state, gives back the next one and disposes what it replaces.
 * `constants` are tensors that it reads and that never change while the capture lives (a data set); those of the state that
 * a step hands on unchanged count among them. Everything else that the step reads from outside is read anew every time; it
 * must live as long as the capture. Throws where the step reads a value back or changes the structure of its state.
 */
export function capture<State>(
  gpu: WebGpuBackend,
  step: (state: State) => State,
  state: State,
  constants: readonly Tensor[] = [],
): Capture<State> {
  const own = unshared(gpu, state);
  const before = [...leavesOf(own)].map(([path, tensor]) => ({ path, buffer: bufferOf(gpu, tensor) }));
  const steady = new Set(constants.map((tensor) => bufferOf(gpu, tensor)));
  const recording = record(gpu, () => step(own));
  const shared = sharedLeaves(gpu, recording.result);
  const next = unshared(gpu, recording.result);
  const leaves = leavesOf(next);
  if (leaves.size !== before.length) throw new Error('capture: the step changed the structure of its state');
  const pairs = before.map(({ path, buffer }): Pair => {
    const tensor = leaves.get(path);
    if (!tensor) throw new Error(`capture: the step dropped ${path} from its state`);
    return { tensor, before: buffer, after: shared.get(path) ?? bufferOf(gpu, tensor) };
  });
  for (const pair of pairs) if (pair.before === pair.after) steady.add(pair.after);
  const results = new Set(pairs.map(({ after }) => after));
  // What was uploaded for a tensor from outside is not the recording's own, even though it was made meanwhile.
  const { givenUp } = recording;
  const made = new Set([...recording.made].filter((buffer) => givenUp.has(buffer) || results.has(buffer)));
  const varying = varyingCommands(recording.commands, made, steady);
  return replaying(gpu, { result: next, made, givenUp }, pairs, varying);
}

function replaying<State>(
  gpu: WebGpuBackend,
  { result, made, givenUp }: Omit<Recording<State>, 'commands'>,
  pairs: readonly Pair[],
  varying: readonly Command[],
): Capture<State> {
  const { changing, settled, copies } = pairUp(gpu, pairs, made, new Set(varying.flatMap(targetsOf)));
  const swaps = new Map(
    changing.flatMap(({ before, after }) => [[before, after] as const, [after, before] as const]),
  );
  const stateBuffers = new Set([
    ...swaps.keys(),
    ...settled.values(),
    ...pairs.map(({ tensor }) => bufferOf(gpu, tensor)),
  ]);
  const { places, placeOf } = placeLifetimes(lifetimes(varying, made, stateBuffers));
  const shared = places.map((size) => gpu.device.createBuffer({ size, usage: TENSOR_USAGE }));
  const there = rebind(
    [...varying, ...copies],
    (buffer) => shared[placeOf.get(buffer) ?? -1] ?? settled.get(buffer) ?? buffer,
  );
  const back = rebind(there, (buffer) => swaps.get(buffer) ?? buffer);
  // The recorded step went there, from `before` to `after`: the next one goes back.
  const turns = [makeEncodable(gpu, back), makeEncodable(gpu, there)] as const;

  const used = new Set(there.flatMap(buffersOf));
  const left = [...givenUp].filter((buffer) => !stateBuffers.has(buffer));
  const held = left.filter((buffer) => used.has(buffer));
  for (const buffer of left) if (!used.has(buffer)) gpu.bufferManager.releaseBuffer(buffer, false);
  let turn: 0 | 1 = 0;

  return {
    state: result,
    commandsPerStep: there.length,
    bytes: [...shared, ...held, ...changing.map(({ before }) => before)].reduce(
      (sum, { size }) => sum + size,
      0,
    ),
    replay(steps) {
      flush(gpu);
      const encoder = gpu.device.createCommandEncoder();
      let pass: ComputePass | null = null;
      for (let done = 0; done < steps; done++) {
        for (const command of turns[turn]) {
          if (command.kind === 'copy') {
            pass?.end();
            pass = null;
            const { source, sourceOffset, target, targetOffset, bytes } = command;
            encoder.copyBufferToBuffer(source, sourceOffset, target, targetOffset, bytes);
            continue;
          }
          pass ??= encoder.beginComputePass();
          pass.setPipeline(command.pipeline);
          pass.setBindGroup(0, command.group);
          pass.dispatchWorkgroups(command.groups[0], command.groups[1], command.groups[2]);
        }
        turn = turn === 0 ? 1 : 0;
      }
      pass?.end();
      gpu.device.queue.submit([encoder.finish()]);
      for (const { tensor } of changing) {
        const record = gpu.tensorMap.get(tensor.dataId);
        // tfjs keeps what was read once; it is out of date now.
        record.values = null;
        if (steps % 2 === 1 && record.resource)
          record.resource = swaps.get(record.resource) ?? record.resource;
      }
    },
    release() {
      for (const { tensor } of changing) {
        const other = swaps.get(bufferOf(gpu, tensor));
        if (other) gpu.bufferManager.releaseBuffer(other, false);
      }
      for (const buffer of held) gpu.bufferManager.releaseBuffer(buffer, false);
      for (const buffer of shared) buffer.destroy();
    },
  };
}

/** Leaves whose buffer is an earlier leaf's too, by their path. */
function sharedLeaves(gpu: WebGpuBackend, state: unknown): ReadonlyMap<string, DeviceBuffer> {
  const seen = new Set<DeviceBuffer>();
  const shared = new Map<string, DeviceBuffer>();
  for (const [path, tensor] of leavesOf(state)) {
    const buffer = bufferOf(gpu, tensor);
    if (seen.has(buffer)) shared.set(path, buffer);
    seen.add(buffer);
  }
  return shared;
}

/** The state with a buffer for each of its tensors: one that stands in two places, or a clone, becomes a copy. */
function unshared<State>(gpu: WebGpuBackend, state: State): State {
  const shared = sharedLeaves(gpu, state);
  if (shared.size === 0) return state;
  const kept = new Set(
    [...leavesOf(state)].filter(([path]) => !shared.has(path)).map(([, tensor]) => tensor),
  );
  const copied = replaceLeaves(state, (path, tensor) => {
    const buffer = shared.get(path);
    if (!buffer) return tensor;
    const copy = engine().makeTensorFromTensorInfo(gpu.makeTensorInfo(tensor.shape, tensor.dtype));
    gpu.ensureCommandEncoderReady();
    gpu.endComputePassEncoder();
    gpu.commandEncoder?.copyBufferToBuffer(buffer, 0, bufferOf(gpu, copy), 0, buffer.size);
    if (!kept.has(tensor)) tensor.dispose();
    return copy;
  });
  flush(gpu);
  return copied;
}

/** How the state goes from step to step. */
interface Paired {
  /** Tensors with two places, written in turns. */
  readonly changing: readonly Pair[];
  /** Old places of tensors that change no more after the first step, and where they are now. */
  readonly settled: ReadonlyMap<DeviceBuffer, DeviceBuffer>;
  /** What has to be copied at the end of a step, because it came to lie in a place that is not its own. */
  readonly copies: readonly Copy[];
}

function pairUp(
  gpu: WebGpuBackend,
  pairs: readonly Pair[],
  made: ReadonlySet<DeviceBuffer>,
  written: ReadonlySet<DeviceBuffer>,
): Paired {
  const changing: Pair[] = [];
  const settled = new Map<DeviceBuffer, DeviceBuffer>();
  const copies: Copy[] = [];
  for (const pair of pairs) {
    const { tensor, before, after } = pair;
    if (before === after) continue;
    // Not its own: what was another tensor's place before the step, or is another's after it.
    const isOwn = made.has(after) && bufferOf(gpu, tensor) === after;
    if (isOwn && written.has(after)) changing.push(pair);
    else if (isOwn) settled.set(before, after);
    else {
      const isCopied = bufferOf(gpu, tensor) !== after;
      const place = isCopied
        ? bufferOf(gpu, tensor)
        : gpu.bufferManager.acquireBuffer(after.size, TENSOR_USAGE, false, false);
      copies.push({
        kind: 'copy',
        source: after,
        sourceOffset: 0,
        target: place,
        targetOffset: 0,
        bytes: after.size,
      });
      gpu.tensorMap.get(tensor.dataId).resource = place;
      changing.push({ tensor, before, after: place });
    }
  }
  if (copies.length > 0) {
    gpu.ensureCommandEncoderReady();
    gpu.endComputePassEncoder();
    for (const { source, target, bytes } of copies)
      gpu.commandEncoder?.copyBufferToBuffer(source, 0, target, 0, bytes);
    gpu.submitQueue();
  }
  return { changing, settled, copies };
}

function makeEncodable(gpu: WebGpuBackend, commands: readonly Command[]): readonly Encodable[] {
  return commands.map((command): Encodable => {
    if (command.kind === 'copy') return command;
    const { pipeline, layout, entries, groups } = command;
    return { kind: 'dispatch', pipeline, group: gpu.device.createBindGroup({ layout, entries }), groups };
  });
}
