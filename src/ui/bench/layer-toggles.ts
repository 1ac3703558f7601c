import { useView } from '../../store/view';
import type { Toggle } from './FigureMenu';
import { type LayerView, shownLayers } from './layers';

/** Shows or hides a layer; at most two are shown, so a third replaces the one that was there longest. */
export function toggleLayer(layer: number, layerCount: number): void {
  const view = useView.getState();
  const shown = view.layers ? [...view.layers] : shownLayers(null, layerCount);
  const next = shown.includes(layer) ? shown.filter((other) => other !== layer) : [...shown, layer].slice(-2);
  if (next.length > 0) view.set({ layers: next });
}

/** The layers as items of a chart's menu; none where both layers are always shown. */
export function layerToggles(layers: readonly LayerView[], chosen: readonly number[] | null): Toggle[] {
  if (layers.length <= 2) return [];
  const shown = shownLayers(chosen, layers.length);
  return layers.map(({ layer, name }) => ({
    label: `Layer ${layer}, ${name.toLowerCase()}`,
    isOn: shown.includes(layer),
    flip: () => toggleLayer(layer, layers.length),
  }));
}
