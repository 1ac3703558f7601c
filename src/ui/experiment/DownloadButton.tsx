import { Download } from 'lucide-react';
import type { OfficialId } from '../../spec/official';
import { startDownload, useDownloads } from '../../store/downloads';
import { useExperiment } from '../../store/experiment';
import { reset } from '../../store/run';

interface DownloadButtonProps {
  readonly id: OfficialId;
  readonly label: string;
  readonly isMain?: boolean;
}

/** Downloads a set and opens it, if the experiment still asks for it then. */
export function DownloadButton({ id, label, isMain = false }: DownloadButtonProps) {
  const isBusy = useDownloads(({ sets }) => Object.values(sets).some(({ state }) => state === 'loading'));
  const start = async (): Promise<void> => {
    const isHere = await startDownload(id);
    if (isHere && useExperiment.getState().spec.dataset.id === id) reset();
  };
  return (
    <button
      type="button"
      className={isMain ? 'btn pri' : 'btn line'}
      disabled={isBusy}
      onClick={() => void start()}
    >
      <Download aria-hidden="true" />
      {label}
    </button>
  );
}
