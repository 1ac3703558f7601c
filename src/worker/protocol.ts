/**
 * What page and workers say to each other. comlink carries the calls (client.ts, run.worker.ts, data.worker.ts).
 */
import type { ClosestUnit } from '../math/closest-units';
import type { Dataset, DatasetShape } from '../spec/dataset';
import type { OfficialId } from '../spec/official';
import type { DatasetId, DatasetSpec, ExperimentSpec, RdmOfMaps, RuleChoice, Slot } from '../spec/spec';

export type BackendId = 'webgpu' | 'wasm' | 'cpu';

/** The backend in use and one sentence on why. */
export interface BackendInfo {
  readonly id: BackendId;
  /** Adapter in words on WebGPU, else null. */
  readonly adapter: string | null;
  readonly reason: string;
}

/** Something in the environment failed: what happened, and what to do about it. */
export interface Failure {
  readonly code:
    | 'backend-unavailable'
    | 'device-lost'
    | 'out-of-memory'
    | 'worker-crashed'
    | 'worker-silent'
    | 'data-invalid'
    | 'data-missing'
    | 'download-failed'
    | 'cancelled';
  readonly message: string;
  readonly remedy: string;
}

/** A measurement over training. Layer-wise ones are keyed `name/layer`, layers counted from 1. */
export type SeriesName =
  | 'trainLoss' // nats (cross-entropy) or squared/absolute units, of the batch at that step, before its update
  | 'testLoss' // the same over the evaluation images
  | 'testAccuracy' // fraction 0–1, classification only
  | 'testError' // normalised squared error, regression only: Σ(h − y)² / Σ(y − ȳ)²
  | 'updateAngle' // degrees, per layer
  | 'weightAngle' // degrees, per layer (2…L where the rule has feedback weights of W's shape)
  | 'normRatio' // ‖B_l‖ / ‖W_l‖, per layer (2…L where the rule has feedback weights of W's shape)
  | 'signAgreement' // fraction 0–1 of B_l's non-zero entries with the sign of W_l's, per layer (the same layers)
  | 'weightNorm' // Frobenius norm, per layer
  | 'logitScale'; // root mean square of the output pre-activations over the evaluation images

/** Also what a rule names itself: angles in degrees, and numbers of its inner life, of a layer or of the whole network. */
export type SeriesKey =
  | SeriesName
  | `${SeriesName}/${number}`
  | `named/${string}/${number}`
  | `inner/${string}`
  | `inner/${string}/${number}`;

/** New samples of one series: value[i] was measured at step[i]. */
export interface SeriesChunk {
  readonly step: Uint32Array;
  readonly value: Float32Array;
}

/** What a rule told of the phases of one step: an energy while the network settles. */
export interface CurvesReading {
  readonly step: number;
  /** Along the phases, in the order of the rule. */
  readonly curves: readonly { readonly name: string; readonly values: Float32Array }[];
}

/** The state of an arm at one step, for everything right of the ruler. */
export interface Snapshot {
  readonly step: number;
  /** One per layer 1…L: 1 − Pearson over the probe stimuli, upper triangle row-major, NaN where undefined. */
  readonly rdms: readonly Float32Array[];
  /** What stood for the maps of convolutions in them. */
  readonly rdmOfMaps: RdmOfMaps;
  /** Outputs for the try-it rows: probabilities for classification, values for regression. `[tryCount, outputs]` */
  readonly tryOutputs: Float32Array;
  /** Activations of the narrowest hidden layer for the try-it rows, autoencoders only. `[tryCount, units]` */
  readonly tryCode: Float32Array | null;
  /** Class on a GRID × GRID raster over [−1, 1]² (row 0 at the top), two-dimensional data only. */
  readonly grid: Uint8Array | null;
}

export const GRID = 64;

export type RunStatus =
  | { readonly kind: 'ready' }
  | { readonly kind: 'running' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'diverged'; readonly step: number; readonly what: 'loss' | 'weights' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How far a rule is that learns something by itself before training starts: the weight mirror. */
export interface WarmUpProgress {
  readonly done: number;
  readonly total: number;
}

/** What a run posts, at most 30 times a second; new samples accumulate in between. */
export interface Frame {
  readonly runId: number;
  readonly step: number;
  readonly status: RunStatus;
  /** Training steps per second of wall clock over the last second or so; 0 when not running. */
  readonly stepsPerSecond: number;
  /** Of the step that comes next, with what the schedule makes of it. */
  readonly learningRate: number;
  /** Steps of warming up before the first training step, where the rule has any. */
  readonly warmUp: WarmUpProgress | null;
  readonly series: Readonly<Record<string, SeriesChunk>>;
  readonly snapshots: readonly Snapshot[];
  /** The newest reading since the last frame, of rules that have an inner life with phases. */
  readonly curves: CurvesReading | null;
  /** Live tensors in the engine: flat over a healthy run. */
  readonly tensors: number;
  /** What the arm came through and goes on after: a lost graphics device. */
  readonly trouble?: Failure;
}

export interface OpenRequest {
  readonly runId: number;
  readonly slot: Slot;
  readonly spec: ExperimentSpec;
  readonly dataset: Dataset;
  /** Rows of the test split that RDMs are measured on, and those that Try it shows. */
  readonly probeRows: Uint32Array;
  readonly tryRows: Uint32Array;
  readonly backend: BackendId;
}

export interface Opened {
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
}

/** Numbers, row-major, and their shape. */
export interface ShapedValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One layer l of a live network. */
export interface LayerView {
  /** W_l: `[n_{l−1}, n_l]` or `[kernel, kernel, channels, filters]`. */
  readonly weights: ShapedValues;
  /** The matrix that carries errors in W_l's place, of W_l's shape; null where the rule has none. */
  readonly feedback: ShapedValues | null;
  /** h_l of the row: `[1, n_l]` or `[1, height, width, filters]`. */
  readonly activations: ShapedValues;
}

/** The leading principal components of what a layer takes in, the units closest to them, and all its weights. */
export interface ComponentsView {
  readonly step: number;
  /** W_l */
  readonly weights: ShapedValues;
  /** As the weights of one unit each, at length 1; their sign means nothing. */
  readonly components: readonly Float32Array[];
  /** Part of the variance that each explains, 0 to 1. */
  readonly shares: readonly number[];
  readonly closest: readonly ClosestUnit[];
  /** Whether the layer sees its input about its mean; else shares are of all squares. */
  readonly isCentred: boolean;
  /** Rows or patches that they were found in. */
  readonly examples: number;
}

/** The update angle of every layer at one step. */
export interface AngleReading {
  readonly step: number;
  /** Degrees 0–180, null where there is none. Layers 1…L. */
  readonly angles: readonly (number | null)[];
}

/** The worker-side session of one arm, as the page sees it through comlink. */
export interface RunApi {
  /** Which backend to use for this experiment: 'auto' measures where a hardware GPU makes it a question. */
  chooseBackend(
    wish: BackendId | 'auto',
    spec: ExperimentSpec,
    dataset: DatasetShape,
  ): Promise<BackendInfo | Failure>;
  open(request: OpenRequest, onFrame: (frame: Frame) => void): Promise<Opened | Failure>;
  /** Train up to (not beyond) `untilStep`, at most `stepsPerSecond` (0 = no limit). Called again to move the goal. */
  runTo(untilStep: number, stepsPerSecond: number): Promise<void>;
  /** Stops after the step under way; answers where the arm stands. */
  pause(): Promise<number>;
  /** The weights go on as they are under the new choice; answers the first step that it trains. */
  setRule(choice: RuleChoice): Promise<number>;
  setLearningRate(learningRate: number): Promise<void>;
  setEpochs(epochs: number): Promise<void>;
  /** Which measurements are recorded from now on; training is the same either way. Other RDMs show at once. */
  setProbes(probes: ExperimentSpec['probes']): Promise<void>;
  /** Output probabilities (or values) of the live network for one input row. */
  predict(row: Float32Array): Promise<Float32Array>;
  /** What a layer of the live network looks like, and what it makes of one input row. */
  inspect(layer: number, row: Float32Array): Promise<LayerView>;
  /** Principal components of a layer that learns from its input alone, as things are now; null for any other. */
  components(layer: number): Promise<ComponentsView | null>;
  /** Update angles of the live network on the batch that it trains on next. Recorded nowhere. */
  readAngles(): Promise<AngleReading>;
  /** Answers at once when the worker is alive. */
  ping(): Promise<number>;
}

/** Where data came from: made by the lab, chosen by the user in this session, kept by this browser, served beside the page. */
export type DataOrigin = 'made' | 'chosen' | 'kept' | 'served';

/** A data set with the rows that the page looks at. */
export interface LoadedData {
  readonly origin: DataOrigin;
  readonly dataset: Dataset;
  /** Rows of the test split for RDMs, sorted by class. */
  readonly probeRows: Uint32Array;
  /** Rows of the test split for Try it. */
  readonly tryRows: Uint32Array;
  /** Sentences about what was left out while reading. */
  readonly notes: readonly string[];
}

/** A file of the user with its path below the folder that was dropped or picked; its name where there was no folder. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** How far reading or downloading is: bytes, or pictures. */
export interface DataProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'pictures';
}

export interface LoadRequest {
  readonly spec: DatasetSpec;
  readonly seed: number;
  /** What the user dropped for this data set in this session; empty if nothing. */
  readonly files: readonly PickedFile[];
  /** Absolute address of the folder beside the page that may hold data, with a slash at its end. */
  readonly servedUrl: string;
}

export interface DownloadRequest {
  readonly id: OfficialId;
  /** A folder to download from instead of the usual hosts: `<mirror><id>/<file>`; null for the usual ones. */
  readonly mirror: string | null;
}

/** A finished download: all files of the set where the browser could not keep one (no room, no secure context), else none. */
export interface Downloaded {
  readonly unkept: readonly File[];
}

/** A downloaded file that this browser keeps. */
export interface KeptDownload {
  readonly id: OfficialId;
  readonly name: string;
  readonly bytes: number;
}

/** The worker that makes and reads data sets. A failure is a value, never thrown. */
export interface DataApi {
  /** Which data set these files are, and which of them are data; nothing is kept. */
  recognise(
    files: readonly PickedFile[],
  ): Promise<{ readonly id: DatasetId; readonly files: readonly PickedFile[] } | Failure>;
  /**
   * Makes a generated set, or reads files: the dropped ones, else those this browser keeps, else those served beside the page.
   * 'data-missing' where there are none; 'cancelled' after `cancelLoad`.
   */
  load(request: LoadRequest, onProgress: (progress: DataProgress) => void): Promise<LoadedData | Failure>;
  cancelLoad(): Promise<void>;
  /** Downloads what is missing of a set and keeps it for the next visits. One download at a time. */
  download(
    request: DownloadRequest,
    onProgress: (progress: DataProgress) => void,
  ): Promise<Downloaded | Failure>;
  cancelDownload(): Promise<void>;
  listDownloads(): Promise<readonly KeptDownload[]>;
  clearDownloads(): Promise<void>;
}

/** Tells a failure from a result. */
export function isFailure<Result extends object>(value: Result | Failure): value is Failure {
  return 'code' in value && 'remedy' in value;
}
