/**
 * A contestant in a Node process of its own: `child.js PEER` answers the lines on its standard input.
 */
import { createInterface } from 'node:readline';
import { makeData } from '../bench-data';
import { readData } from '../data-files';
import { MARK, type Request } from '../protocol';
import type { OpenRunner } from './runner';
import { answerWith } from './serve';

const PEERS: Readonly<Record<string, () => Promise<OpenRunner>>> = {
  lab: async () => (await import('./lab')).openLab,
  session: async () => (await import('./lab-session')).openLabSession,
  tfjs: async () => (await import('./tfjs')).openTfjs,
  jax: async () => (await import('./jax')).openJax,
  convnet: async () => (await import('./convnet')).openConvNet,
};

const peer = process.argv[2] ?? '';
const answer = answerWith(
  async (bench, variant, folder) => {
    const load = PEERS[peer];
    if (!load) throw new Error(`there is no contestant ${peer}`);
    return (await load())(bench, variant, folder === undefined ? makeData(bench) : readData(folder));
  },
  {
    cpuMs: () => (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    peakMb: () => process.resourceUsage().maxRSS / 1024,
  },
);

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  process.stdout.write(`${MARK}${JSON.stringify(await answer(request))}\n`);
  if (request.do === 'close') break;
}
process.exit(0);
