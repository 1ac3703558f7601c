import { FIELDS } from '../../spec/fields';
import { isParametric } from '../../spec/layers';
import type { ExperimentSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { type ColourScale, useView } from '../../store/view';
import type { Choice } from './FigureMenu';

const SCALES: readonly { readonly id: ColourScale; readonly name: string }[] = [
  { id: 'shared', name: 'One colour scale for all panels' },
  { id: 'panel', name: 'Scale per panel' },
  { id: 'percentile', name: 'Percentiles per panel' },
];

/** Whether a layer (from 1) of the network is a convolution: its answer to an input is a map. */
export function isMapLayer({ network }: Pick<ExperimentSpec, 'network'>, layer: number): boolean {
  return network.hidden.filter(isParametric)[layer - 1]?.kind === 'conv2d';
}

/** How RDMs are coloured and, where there are convolutions, what stands for their maps. The latter is measured anew. */
export function rdmChoices(spec: ExperimentSpec, scale: ColourScale): Choice[] {
  const colours: Choice = {
    label: 'Colour scale',
    value: scale,
    options: SCALES,
    choose: (id) => {
      const found = SCALES.find((option) => option.id === id);
      if (found) useView.getState().set({ rdmScale: found.id });
    },
  };
  const field = FIELDS.probeMaps;
  if (field.kind !== 'choice' || !field.applies(spec)) return [colours];
  const maps: Choice = {
    label: field.label,
    value: field.get(spec),
    options: field.choices,
    choose: (id) => useExperiment.getState().setField('probeMaps', id),
  };
  return [colours, maps];
}
