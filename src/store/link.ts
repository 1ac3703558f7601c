/**
 * Address bar ↔ stores: the hash always holds the experiment and view that the page shows.
 */
import { decodeSpec, encodeSpec } from '../spec/codec';
import { useExperiment } from './experiment';
import { useView } from './view';
import { decodeView, encodeView } from './view-codec';

const WRITE_DELAY_MS = 200;

function currentHash(): string {
  const { spec, presetId } = useExperiment.getState();
  const pairs = [...encodeSpec(spec, presetId), ...encodeView(useView.getState())];
  return `#${new URLSearchParams(pairs)}`;
}

/** A link that opens this very experiment and view. */
export function currentLink(): string {
  return location.href.replace(/#.*$/, '') + currentHash();
}

/** Loads what the address bar says. Anything unusable falls back and is listed in a notice. */
export function readLink(): void {
  const { spec, presetId, issues, rest } = decodeSpec(new URLSearchParams(location.hash.slice(1)));
  const { view, issues: viewIssues } = decodeView(rest);
  const focus = spec.arms.some((arm) => arm.slot === view.focus) ? view.focus : (spec.arms[0]?.slot ?? 0);
  useView.setState({ ...view, focus });
  useExperiment.getState().load(spec, presetId, [...issues, ...viewIssues]);
}

/** Reads the link now and on every change of it, and keeps the address bar true while the page is edited. */
export function connectLink(): void {
  readLink();
  addEventListener('hashchange', readLink);
  let isWaiting = false;
  const write = (): void => {
    isWaiting = false;
    const hash = currentHash();
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  };
  const writeSoon = (): void => {
    if (!isWaiting) setTimeout(write, WRITE_DELAY_MS);
    isWaiting = true;
  };
  useExperiment.subscribe((state, previous) => {
    if (state.spec !== previous.spec || state.presetId !== previous.presetId) writeSoon();
  });
  useView.subscribe(writeSoon);
}
