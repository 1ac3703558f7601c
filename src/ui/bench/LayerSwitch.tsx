import { ChevronDown } from 'lucide-react';
import { Segmented } from '../controls/Segmented';
import type { LayerView } from './layers';

interface LayerSwitchProps {
  readonly layers: readonly LayerView[];
  readonly layer: number;
  /** What the choice is for: "Layer in the film strip". */
  readonly label: string;
  readonly choose: (layer: number) => void;
}

/** More layers than this do not stand side by side. */
const MOST_SEGMENTS = 3;

/** One of the layers: side by side where they are few, else a list box. */
export function LayerSwitch({ layers, layer, label, choose }: LayerSwitchProps) {
  if (layers.length < 2) return null;
  if (layers.length <= MOST_SEGMENTS)
    return (
      <Segmented
        className="sm"
        layout="fit"
        label={label}
        value={String(layer)}
        options={layers.map((each) => ({ id: String(each.layer), name: each.name }))}
        onChange={(id) => choose(Number(id))}
      />
    );
  return (
    <span className="sel sm">
      <select aria-label={label} value={layer} onChange={(event) => choose(Number(event.target.value))}>
        {layers.map((each) => (
          <option key={each.layer} value={each.layer}>
            {each.name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}
