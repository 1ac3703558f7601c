/**
 * Looks for a Python that has PyTorch; installs nothing.
 */
import { spawnSync } from 'node:child_process';

export interface Python {
  readonly command: string;
  readonly hasCuda: boolean;
  readonly hasBioTorch: boolean;
}

const ASK = [
  'import json, importlib.util, torch',
  'print(json.dumps({"hasCuda": torch.cuda.is_available(), "hasBioTorch": importlib.util.find_spec("biotorch") is not None}))',
].join('\n');
const LIMIT_MS = 60_000;

/** $PYTHON, then python3 on the path, the system's own, python; null where none can import torch. */
export function findPython(): Python | null {
  const commands = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'];
  for (const command of commands) {
    if (command === undefined || command === '') continue;
    const { status, stdout } = spawnSync(command, ['-c', ASK], { encoding: 'utf8', timeout: LIMIT_MS });
    if (status !== 0) continue;
    const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Omit<Python, 'command'>;
    return { command, ...found };
  }
  return null;
}
