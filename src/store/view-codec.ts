/**
 * The view that a sender wants to show, as link pairs: focus, layers, emphasis, scales, backend.
 * Only what differs from the default is written; what cannot be read falls back and is listed.
 */
import type { Issue } from '../spec/check';
import { CHART_IDS } from '../spec/presets';
import { SLOTS } from '../spec/spec';
import { SHARED_VIEW_DEFAULTS, type SharedView } from './view';

interface ViewField {
  readonly urlKey: string;
  readonly label: string;
  write(view: SharedView): string | null;
  /** The part of the view that the text sets, or null when it cannot be read. */
  read(text: string): Partial<SharedView> | null;
}

const flag = (urlKey: string, label: string, name: 'logLoss' | 'logTime' | 'smoothing'): ViewField => ({
  urlKey,
  label,
  write: (view) => (view[name] === SHARED_VIEW_DEFAULTS[name] ? null : view[name] ? '1' : '0'),
  read: (text) => (text === '1' || text === '0' ? { [name]: text === '1' } : null),
});

const oneOf = <Name extends keyof SharedView>(
  urlKey: string,
  label: string,
  name: Name,
  values: readonly NonNullable<SharedView[Name]>[],
): ViewField => ({
  urlKey,
  label,
  write: (view) => (view[name] === SHARED_VIEW_DEFAULTS[name] ? null : String(view[name])),
  read: (text) => {
    const value = values.find((candidate) => String(candidate) === text);
    return value === undefined ? null : ({ [name]: value } as Partial<SharedView>);
  },
});

const LAYERS = [1, 2, 3, 4, 5, 6, 7] as const;

const VIEW_FIELDS: readonly ViewField[] = [
  {
    urlKey: 'f',
    label: 'Focused rule',
    write: ({ focus }) => (focus === SHARED_VIEW_DEFAULTS.focus ? null : String(focus + 1)),
    read: (text) => {
      const focus = SLOTS.find((slot) => String(slot + 1) === text);
      return focus === undefined ? null : { focus };
    },
  },
  {
    urlKey: 'y',
    label: 'Layers shown',
    write: ({ layers }) => (layers === null ? null : layers.join('.')),
    read: (text) => {
      const layers = text.split('.').map((part) => LAYERS.find((layer) => String(layer) === part));
      const known = layers.filter((layer) => layer !== undefined);
      return known.length === layers.length && known.length <= 2 && new Set(known).size === known.length
        ? { layers: known }
        : null;
    },
  },
  oneOf('fl', 'Layer of the film strip', 'filmLayer', LAYERS),
  oneOf('x', 'Emphasised chart', 'emphasis', CHART_IDS),
  oneOf('tv', 'Curves, confidence or inside', 'timeView', ['curves', 'confidence', 'inside']),
  oneOf('rs', 'Colour scale', 'rdmScale', ['shared', 'panel', 'percentile']),
  oneOf('be', 'Backend', 'backendWish', ['auto', 'wasm', 'webgpu']),
  flag('ll', 'Log loss', 'logLoss'),
  flag('lt', 'Log time', 'logTime'),
  flag('sm', 'Smoothing', 'smoothing'),
];

/** The pairs of a link that describe the view. */
export function encodeView(view: SharedView): [string, string][] {
  return VIEW_FIELDS.flatMap((field): [string, string][] => {
    const text = field.write(view);
    return text === null ? [] : [[field.urlKey, text]];
  });
}

/** Reads the pairs that the experiment left over. Never throws; unknown keys are listed too. */
export function decodeView(pairs: Iterable<readonly [string, string]>): {
  view: SharedView;
  issues: Issue[];
} {
  let view: SharedView = SHARED_VIEW_DEFAULTS;
  const issues: Issue[] = [];
  for (const [key, text] of pairs) {
    const field = VIEW_FIELDS.find(({ urlKey }) => urlKey === key);
    const read = field?.read(text) ?? null;
    if (read) view = { ...view, ...read };
    else issues.push({ label: field?.label ?? `“${key.slice(0, 20)}”`, why: 'is unknown' });
  }
  return { view, issues };
}
