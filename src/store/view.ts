/**
 * How the page looks at the experiment: theme, panels, focus, playhead. Nothing here changes training.
 * Theme, panels and keys are remembered on this device; focus, layers and chart options can travel in a link.
 */
import { create } from 'zustand';
import type { ChartId } from '../spec/presets';
import type { Slot } from '../spec/spec';

export type Theme = 'light' | 'dark' | 'projector';
export type ColourScale = 'shared' | 'panel' | 'percentile';
export type TimeView = 'curves' | 'confidence' | 'inside';
export type BackendWish = 'auto' | 'wasm' | 'webgpu';

export interface ViewState {
  readonly theme: Theme;
  /** Whether the side zones are open; null follows the width and theme. */
  readonly leftOpen: boolean | null;
  readonly rightOpen: boolean | null;
  readonly keysEnabled: boolean;

  readonly focus: Slot;
  /** The layers whose RDMs and angles are shown, at most two; null takes the last hidden and the output layer. */
  readonly layers: readonly number[] | null;
  readonly filmLayer: number | null;
  readonly emphasis: ChartId | null;
  /** What the column of time shows; null follows the preset. */
  readonly timeView: TimeView | null;
  readonly logLoss: boolean;
  readonly logTime: boolean;
  readonly smoothing: boolean;
  readonly rdmScale: ColourScale;
  readonly backendWish: BackendWish;

  /** Step that the page shows; null follows the live end. */
  readonly playhead: number | null;
  /** Step under the pointer; wins over the playhead while it lasts. */
  readonly hover: number | null;
  /** Pinned RDM cell: positions of two probe stimuli. */
  readonly pair: readonly [number, number];
  /** Position in the try-it rows, or 'drawn'. */
  readonly tryChoice: number | 'drawn';
  /** The picture drawn by hand, 0–1 ink, or null. */
  readonly drawn: Float32Array | null;
  readonly fullscreen: string | null;

  set(patch: Partial<Omit<ViewState, 'set'>>): void;
}

const DEVICE_KEY = 'learning-rules-lab.view';
const DEVICE_FIELDS = ['theme', 'leftOpen', 'rightOpen', 'keysEnabled'] as const;
type DeviceState = Pick<ViewState, (typeof DEVICE_FIELDS)[number]>;

const isTheme = (value: unknown): value is Theme =>
  value === 'light' || value === 'dark' || value === 'projector';
const isOpen = (value: unknown): value is boolean | null => typeof value === 'boolean' || value === null;

/** What this device remembers; anything unreadable is ignored. */
function readDevice(): Partial<DeviceState> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(DEVICE_KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { theme, leftOpen, rightOpen, keysEnabled } = stored as Record<string, unknown>;
    return {
      ...(isTheme(theme) && { theme }),
      ...(isOpen(leftOpen) && { leftOpen }),
      ...(isOpen(rightOpen) && { rightOpen }),
      ...(typeof keysEnabled === 'boolean' && { keysEnabled }),
    };
  } catch {
    return {}; // Storage is blocked or holds something else: the page starts with its defaults.
  }
}

function writeDevice(state: ViewState): void {
  try {
    localStorage.setItem(
      DEVICE_KEY,
      JSON.stringify(Object.fromEntries(DEVICE_FIELDS.map((name) => [name, state[name]]))),
    );
  } catch {
    // A blocked or full storage costs only the memory of the theme.
  }
}

const prefersDark = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;

/** The part of the view that a link can carry. */
export type SharedView = Pick<
  ViewState,
  | 'focus'
  | 'layers'
  | 'filmLayer'
  | 'emphasis'
  | 'timeView'
  | 'logLoss'
  | 'logTime'
  | 'smoothing'
  | 'rdmScale'
  | 'backendWish'
>;

/** What a link without view options shows. */
export const SHARED_VIEW_DEFAULTS: SharedView = {
  focus: 1,
  layers: null,
  filmLayer: null,
  emphasis: null,
  timeView: null,
  logLoss: true,
  logTime: false,
  smoothing: false,
  rdmScale: 'shared',
  backendWish: 'auto',
};

export const useView = create<ViewState>((set) => ({
  theme: prefersDark() ? 'dark' : 'light',
  leftOpen: null,
  rightOpen: null,
  keysEnabled: true,
  ...SHARED_VIEW_DEFAULTS,
  playhead: null,
  hover: null,
  pair: [24, 57],
  tryChoice: 0,
  drawn: null,
  fullscreen: null,
  ...readDevice(),
  set: (patch) => set(patch),
}));

useView.subscribe((state, previous) => {
  if (DEVICE_FIELDS.some((name) => state[name] !== previous[name])) writeDevice(state);
});
