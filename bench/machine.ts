/**
 * What a figure cannot be read without: the machine and the version.
 */
import { spawnSync } from 'node:child_process';
import { cpus, freemem, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly freeGb: number;
  readonly node: string;
  readonly platform: string;
  /** Load average of the last minute before the run: above 0 somebody else is at work. */
  readonly loadBefore: number;
  readonly commit: string | null;
}

export function describeMachine(): Machine {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    freeGb: Math.round(freemem() / 2 ** 30),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: loadavg()[0] ?? 0,
    commit: status === 0 ? stdout.trim() : null,
  };
}

/** One line; says so where the machine was at work already. */
export function machineText({
  processor,
  cores,
  memoryGb,
  node,
  platform,
  loadBefore,
  commit,
}: Machine): string {
  const busy =
    loadBefore > 0.5 ? `; load ${loadBefore.toFixed(1)} before the run: take ratios, not times` : '';
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}, commit ${commit ?? 'unknown'}${busy}`;
}
