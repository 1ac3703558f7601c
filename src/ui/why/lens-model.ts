/**
 * What the locality lens shows of a layer: the quantities that its update needs, by place, and the way of its error.
 */
import type { LensModel, LensPath } from '../../charts/lens';
import { ruleOfLayer } from '../../spec/arm-layers';
import { hasFeedback } from '../../spec/catalogue';
import type { DatasetShape } from '../../spec/dataset';
import { isParametric } from '../../spec/layers';
import { HOMES, type HomeId, type Quantity } from '../../spec/locality';
import { shapesAlong, sizeOf } from '../../spec/shapes';
import { type ExperimentSpec, networkOf, type RuleChoice } from '../../spec/spec';

/** Units of the input and of every layer; maps count as one unit each. Zeros before the data is loaded. `[L + 1]` */
export function unitsOf(spec: ExperimentSpec, data: DatasetShape | null): number[] {
  const network = networkOf(spec, data ?? { inputShape: [0], outputs: 0 });
  const units = network.layers.flatMap((layer) => {
    if (!isParametric(layer)) return [];
    return [layer.kind === 'conv2d' ? layer.filters : layer.units];
  });
  return [sizeOf(shapesAlong(network)[0] ?? [0]), ...units];
}

/** The way on which a layer's error comes down. */
export function pathOf(choice: RuleChoice, layer: number, layerCount: number): LensPath {
  if (layer === layerCount) return 'none';
  const rule = ruleOfLayer(choice, layer);
  if (rule === 'readout') return 'none';
  if (rule === 'dfa') return 'direct';
  return hasFeedback(rule) ? 'feedback' : 'forward';
}

/** The drawing for an arm's layer. */
export function lensModel(
  units: readonly number[],
  choice: RuleChoice,
  { slot, layer }: Pick<LensModel, 'slot' | 'layer'>,
): LensModel {
  return { units, layer, slot, path: pathOf(choice, layer, units.length - 1) };
}

/** A symbol on the drawing: everything that lives at one place. */
export interface LensChip {
  readonly home: HomeId;
  readonly tex: string;
  readonly isLocal: boolean;
}

/** The quantities as symbols, one per place. */
export function chipsOf(quantities: readonly Quantity[]): LensChip[] {
  const homes = [...new Set(quantities.map(({ home }) => home))];
  return homes.map((home) => ({
    home,
    tex: [...new Set(quantities.filter((each) => each.home === home).map(({ tex }) => tex))].join(',\\;'),
    isLocal: HOMES[home].reach !== 'not local',
  }));
}

/** What is not to be had where the synapse is. */
export function remoteOf(quantities: readonly Quantity[]): Quantity[] {
  return quantities.filter(({ home }) => HOMES[home].reach === 'not local');
}
