/**
 * What a live run of one arm can be asked: the calls of session.ts, and what it is opened with.
 */
import type { ExperimentSpec, RuleChoice } from '../spec/spec';
import type { Cadence } from './cadence';
import type {
  AngleReading,
  ComponentsView,
  Failure,
  LayerView,
  OpenRequest,
  RunStatus,
  WarmUpProgress,
} from './protocol';
import type { SavedRun } from './session-saved';

export interface Session {
  /** Parametric layers, L. */
  readonly layers: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly step: number;
  readonly status: RunStatus;
  /** How far the rule is with what it learns before the first step; null where there is nothing. */
  readonly warmUp: WarmUpProgress | null;
  /** Measures where the run stands, if the cadence says so and it has not been measured. Call once after opening. */
  measure(): Promise<void>;
  /**
   * Trains at least one step and measures after it where due; or takes one step of warming up, as long as the rule has any
   * left. Where steps are captured it may take more at once: up to `goal`, the next measurement or the end of the run.
   * Does nothing once the run is over.
   */
  advance(goal?: number): Promise<void>;
  setRunning(isRunning: boolean): void;
  /** The weights go on under another choice; answers the first step that it trains. */
  setRule(choice: RuleChoice): number;
  setLearningRate(learningRate: number): void;
  setEpochs(epochs: number): void;
  /** Another `rdmOfMaps` measures a snapshot where the run stands. */
  setProbes(probes: ExperimentSpec['probes']): Promise<void>;
  /** Outputs for one row: probabilities for the cross-entropies, values otherwise. */
  predict(row: Float32Array): Promise<Float32Array>;
  /** Weights and feedback weights of a layer as they are, and what it makes of one row, after its nonlinearity. */
  inspect(layer: number, row: Float32Array): Promise<LayerView>;
  /** Principal components of what a layer takes in, against its weights; null where it does not learn from that alone. */
  components(layer: number): Promise<ComponentsView | null>;
  /** Update angles on the batch that comes next: not recorded. */
  readAngles(): Promise<AngleReading>;
  /** Waits until the device has done all work handed to it. */
  settle(): Promise<void>;
  /** What the run can go on from elsewhere if its device is lost; null before anything was kept aside. */
  saved(): SavedRun | null;
  post(): void;
  fail(status: Extract<RunStatus, { kind: 'failed' }>): void;
  /** Gives back every tensor. */
  close(): void;
}

/** What a session is opened with. */
export interface SessionRequest extends Omit<OpenRequest, 'backend'> {
  /** When to measure, from the steps of an epoch; training is the same whatever it says. The page's own if left out. */
  readonly cadence?: (stepsPerEpoch: number) => Cadence;
  /** Where a run goes on that was kept aside, and why it had to. */
  readonly resume?: SavedRun | null;
  readonly trouble?: Failure;
}
