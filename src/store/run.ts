/**
 * Transport and life of the arms: loads data, opens one worker per arm, keeps the arms together,
 * applies live changes, and turns frames into series and state.
 */
import type { Slot } from '../spec/spec';
import type { Speed } from './run-state';

export async function startLab(): Promise<void> {}
export function play(): void {}
export function pause(): void {}
export function togglePlay(): void {}
/** Trains every arm by some batches, then stops. */
export function stepBatches(_count: number): void {}
/** Trains to the next whole epoch, then stops. */
export function stepEpoch(): void {}
/** Back to step 0 with the edited experiment; the same seed replays the same run. */
export function reset(): void {}
export function setSpeed(_speed: Speed): void {}
/** A new worker for an arm that failed; it catches up with the others. */
export function restartArm(_slot: Slot): void {}
/** Reads the official IDX files that were dropped or picked. A wrong file changes nothing but the failure shown. */
export async function openIdxFiles(_files: readonly File[]): Promise<void> {}
export function dismissDataFailure(): void {}
/** Output probabilities of an arm's live network for one input row, or null where the arm cannot answer. */
export async function predict(_slot: Slot, _row: Float32Array): Promise<Float32Array | null> {
  return null;
}
