/**
 * Downloading a published data set file by file, for as long as nobody cancels.
 */
import { describeFailures, downloadFile, type MirrorFailure } from '../data/download';
import { browserShelf, keepFile, keptFile } from '../data/kept-files';
import { bytesOfSet, OFFICIAL_SETS, type OfficialFile } from '../spec/official';
import { sayNowAndThen } from './data-loading';
import type { DataProgress, Downloaded, DownloadRequest, Failure } from './protocol';

export const CANCELLED: Failure = {
  code: 'cancelled',
  message: 'The download was cancelled.',
  remedy: 'Files that were complete are kept: another try begins with the next one.',
};

/** Downloads what this browser does not keep yet. A cancelled or failed download leaves whole files only. */
export async function downloadSet(
  { id, mirror }: DownloadRequest,
  tell: (progress: DataProgress) => void,
  signal: AbortSignal,
): Promise<Downloaded | Failure> {
  const { files, pageMirrors } = OFFICIAL_SETS[id];
  const mirrors = mirror === null ? pageMirrors : [new URL(`${id}/`, mirror).href];
  const shelf = browserShelf();
  const say = sayNowAndThen('bytes', tell);
  const total = bytesOfSet(id);
  const whole: File[] = [];
  let areKept = true;
  let before = 0;
  for (const expected of files) {
    let file = await keptFile(shelf, id, expected.name);
    if (file === null) {
      const onProgress = (bytes: number): void => say(before + bytes, total);
      const result = await downloadFile(expected, { mirrors, signal, onProgress });
      if (result.kind === 'cancelled') return CANCELLED;
      if (result.kind === 'failed') return failure(expected, result.failures);
      file = result.file;
      areKept = (await keepFile(shelf, id, file)) && areKept;
    }
    whole.push(file);
    before += expected.bytes;
    say(before, total);
  }
  return { unkept: areKept ? [] : whole };
}

function failure(expected: OfficialFile, failures: readonly MirrorFailure[]): Failure {
  return {
    code: 'download-failed',
    message: describeFailures(expected, failures),
    remedy: 'Check the connection and try again, or drop the files that you have.',
  };
}
