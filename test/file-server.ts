/**
 * A small file server on this machine that can behave badly in the ways real hosts do.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Behaviour {
  /** Access-Control-Allow-Origin: without it a page may not read what is sent. */
  readonly allowsPages?: boolean;
  /** Milliseconds between chunks of a tenth of the file. */
  readonly chunkDelayMs?: number;
  /** Sends only so many bytes and then ends, as if that were all. */
  readonly truncatesAt?: number;
  /** Sends so many bytes and then breaks the connection. */
  readonly breaksAt?: number;
  /** Sends so many bytes and then nothing more. */
  readonly stallsAt?: number;
  readonly answersRanges?: boolean;
  readonly status?: number;
}

export interface FileServer {
  /** With a slash at its end. */
  readonly url: string;
  /** Paths asked for so far, with the range if one was asked for. */
  readonly requests: string[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send(bytes: Uint8Array, response: ServerResponse, behaviour: Behaviour): Promise<void> {
  const { chunkDelayMs = 0, breaksAt, stallsAt, truncatesAt } = behaviour;
  const end = Math.min(bytes.length, breaksAt ?? stallsAt ?? truncatesAt ?? bytes.length);
  const step = Math.max(1, Math.ceil(bytes.length / 10));
  for (let from = 0; from < end; from += step) {
    if (response.destroyed) return;
    response.write(bytes.subarray(from, Math.min(end, from + step)));
    // Lets every chunk go out by itself.
    await pause(chunkDelayMs);
  }
  if (stallsAt !== undefined) return;
  if (breaksAt === undefined) response.end();
  else response.destroy();
}

/** Serves `files` by path ("mnist/a.gz") on a free port of this machine. */
export async function startFileServer(files: Readonly<Record<string, Uint8Array>>): Promise<FileServer> {
  let behaviour: Behaviour = {};
  const requests: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '/').slice(1);
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    requests.push(range === undefined ? path : `${path} from ${range}`);
    const bytes = files[path];
    if (behaviour.allowsPages) response.setHeader('Access-Control-Allow-Origin', '*');
    if (bytes === undefined || behaviour.status !== undefined) {
      response.writeHead(behaviour.status ?? 404).end('no such file');
      return;
    }
    const from = behaviour.answersRanges && range !== undefined ? Number(range) : 0;
    if (from > 0) {
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
    } else {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    }
    void send(bytes.subarray(from), response, behaviour);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    behave(next) {
      behaviour = next;
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
