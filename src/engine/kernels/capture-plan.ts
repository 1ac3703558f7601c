/**
 * Turns a recorded step into one that can be repeated: what never changes is left out, buffers that only live inside the step
 * share memory, and the state goes back and forth between two sets of buffers, so that nothing has to be copied.
 */
import type { Command, Dispatch } from './capture-recorder';
import type { DeviceBuffer } from './webgpu-device';

/** A stretch of the list in which a buffer's content is needed. */
export interface Lifetime {
  readonly buffer: DeviceBuffer;
  readonly bytes: number;
  first: number;
  last: number;
}

const readsOf = ({ entries, writes }: Dispatch): readonly DeviceBuffer[] =>
  entries.filter(({ binding }) => binding >= writes).map(({ resource }) => resource.buffer);

const writesOf = ({ entries, writes }: Dispatch): readonly DeviceBuffer[] =>
  entries.filter(({ binding }) => binding < writes).map(({ resource }) => resource.buffer);

const sourcesOf = (command: Command): readonly DeviceBuffer[] =>
  command.kind === 'copy' ? [command.source] : readsOf(command);

/** What a command writes to. */
export const targetsOf = (command: Command): readonly DeviceBuffer[] =>
  command.kind === 'copy' ? [command.target] : writesOf(command);

/** What a command reads or writes. */
export const buffersOf = (command: Command): readonly DeviceBuffer[] => [
  ...sourcesOf(command),
  ...targetsOf(command),
];

/**
 * The commands whose result can differ from one step to the next: those that read, directly or through others, something that
 * was there before the recording and is not known to stay. The others have been computed once and for all.
 */
export function varyingCommands(
  commands: readonly Command[],
  made: ReadonlySet<DeviceBuffer>,
  constants: ReadonlySet<DeviceBuffer>,
): readonly Command[] {
  const varying = new Set<DeviceBuffer>();
  const isVarying = (buffer: DeviceBuffer): boolean =>
    varying.has(buffer) || (!made.has(buffer) && !constants.has(buffer));
  let before = -1;
  // A buffer that one command fills and another changes makes both vary: until nothing is added any more.
  while (before !== varying.size) {
    before = varying.size;
    for (const command of commands) {
      if (![...sourcesOf(command), ...targetsOf(command)].some(isVarying)) continue;
      for (const buffer of targetsOf(command)) varying.add(buffer);
    }
  }
  return commands.filter((command) => targetsOf(command).some(isVarying));
}

/** The buffers whose content is made and used up inside one step, and from where to where. */
export function lifetimes(
  commands: readonly Command[],
  made: ReadonlySet<DeviceBuffer>,
  kept: ReadonlySet<DeviceBuffer>,
): readonly Lifetime[] {
  const found = new Map<DeviceBuffer, Lifetime>();
  const excluded = new Set(kept);
  for (const [at, command] of commands.entries()) {
    for (const buffer of sourcesOf(command)) {
      const lifetime = found.get(buffer);
      if (lifetime) lifetime.last = at;
      // Read before it was written: a constant, or something from outside.
      else excluded.add(buffer);
    }
    for (const buffer of targetsOf(command)) {
      const lifetime = found.get(buffer);
      if (lifetime) lifetime.last = at;
      else if (made.has(buffer)) found.set(buffer, { buffer, bytes: buffer.size, first: at, last: at });
    }
  }
  return [...found.values()].filter(({ buffer }) => !excluded.has(buffer));
}

/** Places for lifetimes that do not overlap in time: the size of each place, and the place of each lifetime. */
export interface Placement {
  readonly places: readonly number[];
  readonly placeOf: ReadonlyMap<DeviceBuffer, number>;
}

/** First fit, the largest first. */
export function placeLifetimes(all: readonly Lifetime[]): Placement {
  const places: { readonly bytes: number; readonly tenants: Lifetime[] }[] = [];
  const placeOf = new Map<DeviceBuffer, number>();
  for (const lifetime of all.toSorted((a, b) => b.bytes - a.bytes)) {
    let place = places.findIndex(({ tenants }) =>
      tenants.every(({ first, last }) => last < lifetime.first || lifetime.last < first),
    );
    if (place < 0) place = places.push({ bytes: lifetime.bytes, tenants: [] }) - 1;
    places[place]?.tenants.push(lifetime);
    placeOf.set(lifetime.buffer, place);
  }
  return { places: places.map(({ bytes }) => bytes), placeOf };
}

/** The same commands on other buffers. */
export function rebind(
  commands: readonly Command[],
  replace: (buffer: DeviceBuffer) => DeviceBuffer,
): readonly Command[] {
  return commands.map((command) => {
    if (command.kind === 'copy') {
      return { ...command, source: replace(command.source), target: replace(command.target) };
    }
    const entries = command.entries.map(({ binding, resource }) => ({
      binding,
      // The size is said, because the buffer may be larger than what it stands for.
      resource: {
        ...resource,
        size: resource.size ?? resource.buffer.size,
        buffer: replace(resource.buffer),
      },
    }));
    return { ...command, entries };
  });
}
