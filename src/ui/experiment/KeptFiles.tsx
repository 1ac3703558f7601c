import { OFFICIAL_IDS, OFFICIAL_SETS } from '../../spec/official';
import { clearDownloads, useDownloads } from '../../store/downloads';
import { byteWords } from './byte-words';

/** What this browser keeps, and the way to get the room back. */
export function KeptFiles() {
  const { sets, keptBytes } = useDownloads();
  if (keptBytes === 0) return null;
  const names = OFFICIAL_IDS.filter((id) => sets[id].state === 'here').map((id) => OFFICIAL_SETS[id].name);
  return (
    <p className="kept help">
      <span>
        Kept on this device: {names.length > 0 ? `${names.join(', ')}, ` : 'parts, '}
        {byteWords(keptBytes)}
      </span>
      <button type="button" className="btn line" onClick={() => void clearDownloads()}>
        Clear
      </button>
    </p>
  );
}
