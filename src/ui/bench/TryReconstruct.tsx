import { type Dataset, featuresOf } from '../../spec/dataset';
import type { Slot } from '../../spec/spec';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { useLiveTick } from '../live-tick';
import { useLayerViews } from '../network/use-layer-views';
import { useTryInput } from '../network/use-try-input';
import { useViewStep } from '../use-view-step';
import { bottleneckLayer } from './bottleneck';
import { reconstructionExports } from './export-reconstructions';
import { FigureMenu } from './FigureMenu';
import type { BenchContext } from './line-sources';
import { type Reconstruction, Reconstructions } from './Reconstructions';
import { TryChoices } from './TryChoices';
import { shownCode, shownOutputs } from './try-data';
import { useDrawnOutputs } from './use-drawn-outputs';
import { Verdict } from './Verdict';

interface TryReconstructProps {
  readonly context: BenchContext;
  readonly dataset: Dataset;
}

/** An autoencoder's inputs on top, and for each arm the bottleneck and what comes out again, at the moment shown. */
export function TryReconstruct({ context, dataset }: TryReconstructProps) {
  useLiveTick();
  useViewStep();
  const { arms, spec } = context;
  const tryRows = useRun((state) => state.tryRows);
  const choice = useView((state) => state.tryChoice);
  const hasDrawing = useView((state) => state.drawn !== null);
  const drawnOutputs = useDrawnOutputs(arms);
  const input = useTryInput();
  const isDrawn = choice === 'drawn';
  const layer = bottleneckLayer(spec, dataset);
  const drawnCodes = useLayerViews(arms, layer ?? 1, isDrawn && layer !== null ? input : null);
  const features = featuresOf(dataset);
  const [height, width, channels] = dataset.inputShape;
  const canDraw = height === 28 && width === 28 && channels === 1;
  const columnsOf = (slot: Slot): Reconstruction[] => {
    const columns: Reconstruction[] = Array.from(tryRows, (_, place) => ({
      key: `image ${place + 1}`,
      code: shownCode(slot, place, tryRows.length),
      outputs: shownOutputs(slot, place, features),
    }));
    if (!canDraw) return columns;
    const code = isDrawn && hasDrawing ? (drawnCodes?.bySlot[slot]?.activations.values ?? null) : null;
    const outputs = isDrawn && hasDrawing ? (drawnOutputs[slot] ?? null) : null;
    return [...columns, { key: 'drawing', code, outputs }];
  };
  const rows = arms.map((arm) => ({ arm, columns: columnsOf(arm.slot) }));
  return (
    <>
      <header>
        <h2>Try it</h2>
        <span className="mut">{isDrawn ? 'live weights' : 'in, and out again'}</span>
        <FigureMenu of="Try it" exports={reconstructionExports(rows, dataset)} />
        <span className="verd">
          {rows.map(({ arm, columns }) => (
            <Verdict
              key={arm.slot}
              arm={arm}
              outputs={(isDrawn ? columns.at(-1) : columns[choice])?.outputs ?? null}
              classNames={[]}
              label={null}
              target={input?.values ?? null}
              decimals={3}
            />
          ))}
        </span>
      </header>
      <TryChoices dataset={dataset} />
      {rows.map(({ arm, columns }) => (
        <Reconstructions key={arm.slot} arm={arm} dataset={dataset} columns={columns} />
      ))}
    </>
  );
}
