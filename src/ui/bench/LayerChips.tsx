import { toggleLayer } from './layer-toggles';
import type { LayerView } from './layers';
import { shownLayers } from './layers';

interface LayerChipsProps {
  readonly layers: readonly LayerView[];
  readonly chosen: readonly number[] | null;
}

/** Which two layers are shown, in a network of more. */
export function LayerChips({ layers, chosen }: LayerChipsProps) {
  if (layers.length <= 2) return null;
  const shown = shownLayers(chosen, layers.length);
  return (
    <fieldset className="seg fit sm layerchips" aria-label="Layers shown, at most two">
      {layers.map(({ layer, name }) => (
        <button
          key={layer}
          type="button"
          aria-pressed={shown.includes(layer)}
          onClick={() => toggleLayer(layer, layers.length)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
