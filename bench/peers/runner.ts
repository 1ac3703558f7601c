/**
 * What every contestant is to the bench: opened on a network, it trains steps and tells its loss.
 */
import type { BenchData } from '../bench-data';
import type { BenchCase } from '../cases';

export interface Runner {
  /** Versions, adapter: what ran, in a few words. */
  readonly about: string;
  /**
   * Takes about `count` training steps, batch after batch, and waits until the device has done them.
   * `scriptMs`: milliseconds in JavaScript before that wait, null where nobody can tell.
   */
  train(count: number): Promise<{ readonly steps: number; readonly scriptMs: number | null }>;
  /** Mean loss of the first batch as the network stands, nats; null where it is not looked at. */
  loss(): Promise<number | null>;
}

/** Throws a sentence where this contestant cannot train such a network. */
export type OpenRunner = (bench: BenchCase, variant: string, data: BenchData) => Promise<Runner>;
