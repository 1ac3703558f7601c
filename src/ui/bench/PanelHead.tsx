import { rawRange } from '../../charts/colour';
import { useView } from '../../store/view';
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
  return (
    <div className="rlab" style={{ width }}>
      <span className="what">
        {isFirst && <b>{layer.name}</b>}
        <span>{note}</span>
      </span>
      {Number.isFinite(difference) && (
        <span title="Mean dissimilarity between classes minus within">
          {width > 150 && !range ? 'class gap ' : 'gap '}
          {difference.toFixed(2)}
        </span>
      )}
    </div>
  );
}
