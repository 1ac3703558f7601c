/**
 * A contestant in a process of its own: one question, one answer, a time limit for each.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Answer, type Closed, MARK, type Opened, type Request, type Trained } from './protocol';

/** The bench's side of a contestant, wherever it runs. Every call throws a sentence where the contestant fails. */
export interface Contender {
  open(request: Extract<Request, { do: 'open' }>): Promise<Opened>;
  train(steps: number): Promise<Trained>;
  close(): Promise<Closed>;
  /** Ends it, whatever it is doing. */
  kill(): void;
}

/** How a contestant is asked. */
export type Ask = (request: Request, limitMs: number) => Promise<Answer>;

const OPEN_LIMIT_MS = 60_000;

/** `stepLimitMs`: longer rounds end the contestant. */
export function contenderOf(ask: Ask, kill: () => void, roundLimitMs: number): Contender {
  const insist = async <Part>(request: Request, limitMs: number): Promise<Part> => {
    const answer = await ask(request, limitMs);
    if (!answer.ok) throw new Error(firstLine(answer.why));
    return answer as Part;
  };
  return {
    open: (request) => insist<Opened>(request, OPEN_LIMIT_MS),
    train: (steps) => insist<Trained>({ do: 'train', steps }, roundLimitMs),
    close: () => insist<Closed>({ do: 'close' }, OPEN_LIMIT_MS),
    kill,
  };
}

/** Starts `command`; what it prints beside its answers is dropped, its last words on standard error are kept. */
export function startProcess(command: string, args: readonly string[], roundLimitMs: number): Contender {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env } });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  const pending: ((answer: Answer) => void)[] = [];
  const settle = (answer: Answer): void => pending.shift()?.(answer);
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith(MARK)) settle(JSON.parse(line.slice(MARK.length)) as Answer);
  });
  const gone = (why: string): void => {
    while (pending.length > 0) settle({ ok: false, why });
  };
  child.on('error', (error) => gone(error.message));
  child.on('exit', (code, signal) => gone(`its process ended (${signal ?? code}) ${lastLine(lastWords)}`));
  child.stdin.on('error', (error) => gone(error.message));
  const kill = (): void => endProcess(child);
  const ask: Ask = (request, limitMs) =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve({ ok: false, why: `its process ended ${lastLine(lastWords)}` });
        return;
      }
      const timer = setTimeout(() => {
        gone(`no answer within ${Math.round(limitMs / 1000)} s`);
        kill();
      }, limitMs);
      pending.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  return contenderOf(ask, kill, roundLimitMs);
}

function endProcess(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? text;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
