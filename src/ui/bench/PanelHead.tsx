import { rawRange } from '../../charts/colour';
import { hundredths } from '../../charts/number-words';
import { textWidthPx } from '../../charts/push-apart';
import { useView } from '../../store/view';
import { currentTheme } from '../chart-loop';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import type { LayerView } from './layers';
import { meansOf, shownTriangle } from './rdm-data';
import type { ArmView } from './use-arms';

interface PanelHeadProps {
  readonly arm: ArmView;
  readonly layer: LayerView;
  /** Only the first column names the layer. */
  readonly isFirst: boolean;
  readonly width: number;
}

/** Design pixels of a layer's name and of what stands right of it, and between them. */
const NAME = 13;
const NOTE = 12;
const GAP = 6;

/** Whether a layer's whole name fits beside how far apart the classes are. */
function fits(name: string, note: string, width: number): boolean {
  const { unit } = currentTheme();
  return textWidthPx(name, NAME * unit) + GAP * unit + textWidthPx(note, NOTE * unit, false) <= width;
}

/** The line above a heatmap: the layer, its size or the raw range, and how far apart the classes are. */
export function PanelHead({ arm, layer, isFirst, width }: PanelHeadProps) {
  useLiveTick();
  useViewStep();
  const scale = useView((state) => state.rdmScale);
  const triangle = shownTriangle(arm.slot, layer.layer);
  const range = scale !== 'shared' && triangle ? rawRange(triangle) : null;
  const note = range ? `${range[0].toFixed(2)}–${range[1].toFixed(2)}` : isFirst ? layer.size : '';
  const gap = triangle ? meansOf(triangle) : null;
  const difference = gap ? gap.between - gap.within : Number.NaN;
  const apart = Number.isFinite(difference)
    ? `${width > 150 && !range ? 'class gap' : 'gap'} ${hundredths(difference)}`
    : '';
  const name = fits(layer.name, apart, width) ? layer.name : layer.short;
  return (
    <div className="rlab" style={{ width }}>
      <span className="what">
        {isFirst && <b title={layer.name}>{name}</b>}
        <span>{note}</span>
      </span>
      {apart !== '' && <span title="Mean dissimilarity between classes minus within">{apart}</span>}
    </div>
  );
}
