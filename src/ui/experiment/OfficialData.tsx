import { useEffect } from 'react';
import type { Dataset } from '../../spec/dataset';
import { bytesOfSet, OFFICIAL_SETS, type OfficialId } from '../../spec/official';
import { cancelDownload, canDownload, refreshDownloads, useDownloads } from '../../store/downloads';
import { useRun } from '../../store/run-state';
import { More } from '../controls/More';
import { UseDrawnDigits } from '../notices/DataNotices';
import { Notice } from '../notices/Notice';
import { amountWords, byteWords } from './byte-words';
import { DownloadButton } from './DownloadButton';
import { DropZone } from './DropZone';
import { FilePicker } from './FilePicker';
import { KeptFiles } from './KeptFiles';
import { ProgressBar } from './ProgressBar';
import { Reading } from './Reading';

interface OfficialDataProps {
  readonly id: OfficialId;
}

/** Where a published data set is, or how to get it: download, drop, served folder. */
export function OfficialData({ id }: OfficialDataProps) {
  const loaded = useRun((state) => (state.dataset?.id === id ? state.dataset : null));
  const isReading = useRun((state) => state.loading !== null);
  const download = useDownloads((state) => state.sets[id]);
  useEffect(() => void refreshDownloads(), []);
  const isMissing = !loaded && !isReading && download.state !== 'loading';
  return (
    <>
      {loaded ? <Whereabouts dataset={loaded} /> : null}
      <Reading />
      {download.state === 'loading' ? (
        <ProgressBar
          words={`${OFFICIAL_SETS[id].name}, ${amountWords(download.loadedBytes, download.totalBytes)}`}
          share={download.loadedBytes / download.totalBytes}
          onCancel={() => void cancelDownload()}
        />
      ) : null}
      {download.state === 'failed' && download.failure ? (
        <div className="notices">
          <Notice kind="bad" title={download.failure.message} text={download.failure.remedy}>
            <DownloadButton id={id} label="Try again" />
            <UseDrawnDigits />
          </Notice>
        </div>
      ) : null}
      {isMissing ? <WaysIn id={id} /> : null}
      {loaded ? (
        <More label="Source and licence">
          <Source id={id} />
          <span className="btns">
            <FilePicker label="Pick other files" />
          </span>
        </More>
      ) : null}
      <KeptFiles />
    </>
  );
}

const ORIGINS = {
  made: '',
  chosen: 'from your files',
  kept: 'kept on this device',
  served: 'from the folder that serves this page',
} as const;

function Whereabouts({ dataset: { train, test } }: { readonly dataset: Dataset }) {
  const origin = useRun((state) => state.origin);
  return (
    <p className="help" role="status">
      {train.count.toLocaleString('en')} training and {test.count.toLocaleString('en')} test images,{' '}
      {ORIGINS[origin]}.
    </p>
  );
}

/** What can be done while the data is not here. */
function WaysIn({ id }: OfficialDataProps) {
  const { state } = useDownloads((store) => store.sets[id]);
  const { name, files } = OFFICIAL_SETS[id];
  const isOne = files.length === 1;
  return (
    <>
      <DropZone>
        {state === 'here' ? <span>Kept on this device. Press Reset to use it.</span> : null}
        {state === 'none' && canDownload(id) ? (
          <DownloadButton id={id} label={`Download, ${byteWords(bytesOfSet(id))}`} isMain />
        ) : null}
        {canDownload(id) ? null : <NoDownload id={id} />}
        <span>
          {isOne
            ? `Drop ${files[0]?.name} or its batch files here.`
            : `Or drop the four files of ${name} here.`}
        </span>
        <FilePicker label="Pick files" />
      </DropZone>
      <Source id={id} />
    </>
  );
}

/** A set that no host lets a page read. */
function NoDownload({ id }: OfficialDataProps) {
  const { home } = OFFICIAL_SETS[id];
  return (
    <span>
      No host lets a page read this set. Get it from{' '}
      <a href={home} target="_blank" rel="noreferrer">
        {new URL(home).host}
      </a>{' '}
      ({byteWords(bytesOfSet(id))}), or run <code>npm run data -- {id}</code> where this page is served.
    </span>
  );
}

/** Checksums, licence, citation. */
function Source({ id }: OfficialDataProps) {
  const { licence, cite, files } = OFFICIAL_SETS[id];
  const kind = files[0]?.checksum.kind === 'md5' ? 'MD5' : 'SHA-256';
  return (
    <div className="help licence">
      {canDownload(id) ? (
        <p>
          A download is checked against its published {kind} sums and kept on this device until you clear it.
        </p>
      ) : null}
      <p>{cite}.</p>
      <p>Licence: {licence}.</p>
    </div>
  );
}
