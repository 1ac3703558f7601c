/**
 * Records what one training step asks of a WebGPU device, while it runs: dispatches with their bindings, and copies.
 * The backend's device is replaced by one that notes and passes on; its pool of buffers by one that hands out fresh buffers
 * and takes none back, so that every buffer in the list stays what it was.
 * A step that reads a value back cannot be recorded and throws.
 */
import {
  type BindGroupDescriptor,
  type BindGroupEntry,
  type CommandEncoder,
  type ComputePass,
  type Device,
  type DeviceBuffer,
  flush,
  type Pipeline,
  type WebGpuBackend,
} from './webgpu-device';

/** One program run. */
export interface Dispatch {
  readonly kind: 'dispatch';
  readonly pipeline: Pipeline;
  readonly layout: object;
  readonly entries: readonly BindGroupEntry[];
  /** Bindings 0 … writes − 1 are written, the others read. */
  readonly writes: number;
  readonly groups: readonly [number, number, number];
}

/** One copy of a whole region from buffer to buffer. */
export interface Copy {
  readonly kind: 'copy';
  readonly source: DeviceBuffer;
  readonly sourceOffset: number;
  readonly target: DeviceBuffer;
  readonly targetOffset: number;
  readonly bytes: number;
}

export type Command = Dispatch | Copy;

export interface Recording<Result> {
  readonly result: Result;
  readonly commands: readonly Command[];
  /** Buffers made while recording. Those that were not given up again belong to tensors that live on. */
  readonly made: ReadonlySet<DeviceBuffer>;
  /** Buffers, new or old, that were given up while recording. They are the recording's now. */
  readonly givenUp: ReadonlySet<DeviceBuffer>;
}

/** Bind groups of programs with several outputs say so in their label: `writes 3`. */
export const WRITES_LABEL = 'writes ';

/** Runs `work` on the backend and records it. The device has been handed all of it when this returns. */
export function record<Result>(gpu: WebGpuBackend, work: () => Result): Recording<Result> {
  flush(gpu);
  const { device, bufferManager } = gpu;
  const commands: Command[] = [];
  const made = new Set<DeviceBuffer>();
  const givenUp = new Set<DeviceBuffer>();
  const refuse = (): never => {
    throw new Error('record: the step reads a value back, so it cannot be captured');
  };
  gpu.device = recordingDevice(device, (command) => commands.push(command));
  gpu.bufferManager = Object.create(bufferManager, {
    acquireBuffer: {
      value(size: number, usage: number, mappedAtCreation = false): DeviceBuffer {
        const key = `${size}_${usage}`;
        if (!bufferManager.freeBuffers.has(key)) bufferManager.freeBuffers.set(key, []);
        const buffer = bufferManager.acquireBuffer(size, usage, mappedAtCreation, false);
        made.add(buffer);
        return buffer;
      },
    },
    releaseBuffer: {
      value(buffer: DeviceBuffer): void {
        givenUp.add(buffer);
      },
    },
  });
  const reads = Object.getOwnPropertyDescriptors({ read: refuse, readSync: refuse });
  Object.defineProperties(gpu, reads);
  try {
    const result = work();
    flush(gpu);
    return { result, commands, made, givenUp };
  } finally {
    gpu.device = device;
    gpu.bufferManager = bufferManager;
    // The class's own methods again.
    for (const name of Object.keys(reads)) Reflect.deleteProperty(gpu, name);
  }
}

/** A device that notes what goes into its command encoders. */
function recordingDevice(device: Device, note: (command: Command) => void): Device {
  const descriptors = new WeakMap<object, BindGroupDescriptor>();
  const noting = {
    createBindGroup(descriptor: BindGroupDescriptor): object {
      const group = device.createBindGroup(descriptor);
      descriptors.set(group, descriptor);
      return group;
    },
    createCommandEncoder: () => recordingEncoder(device.createCommandEncoder(), descriptors, note),
  };
  return new Proxy(device, {
    get(target, key) {
      if (key in noting) return noting[key as keyof typeof noting];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function recordingEncoder(
  encoder: CommandEncoder,
  descriptors: WeakMap<object, BindGroupDescriptor>,
  note: (command: Command) => void,
): CommandEncoder {
  return {
    beginComputePass: (descriptor) => recordingPass(encoder.beginComputePass(descriptor), descriptors, note),
    copyBufferToBuffer(...region) {
      const [source, sourceOffset, target, targetOffset, bytes] = region;
      note({ kind: 'copy', source, sourceOffset, target, targetOffset, bytes });
      encoder.copyBufferToBuffer(...region);
    },
    finish: () => encoder.finish(),
  };
}

function recordingPass(
  pass: ComputePass,
  descriptors: WeakMap<object, BindGroupDescriptor>,
  note: (command: Command) => void,
): ComputePass {
  let pipeline: Pipeline | null = null;
  let descriptor: BindGroupDescriptor | undefined;
  return {
    setPipeline(next) {
      pipeline = next;
      pass.setPipeline(next);
    },
    setBindGroup(index, group) {
      descriptor = descriptors.get(group);
      pass.setBindGroup(index, group);
    },
    dispatchWorkgroups(x, y = 1, z = 1) {
      if (pipeline === null || descriptor === undefined)
        throw new Error('record: a dispatch without program');
      const { layout, entries, label } = descriptor;
      const writes = label?.startsWith(WRITES_LABEL) ? Number(label.slice(WRITES_LABEL.length)) : 1;
      note({ kind: 'dispatch', pipeline, layout, entries, writes, groups: [x, y, z] });
      pass.dispatchWorkgroups(x, y, z);
    },
    end: () => pass.end(),
  };
}
