import { useMemo, useState } from 'react';
import { INNER_FIGURES } from '../../spec/inner-catalogue';
import type { InnerFigureId } from '../../spec/inner-rules';
import { useRun } from '../../store/run-state';
import { createDomainMemory } from '../bench/domain-memory';
import { FigureMenu } from '../bench/FigureMenu';
import { LinePlot } from '../bench/LinePlot';
import { layerToggles } from '../bench/layer-toggles';
import { layersOf } from '../bench/layers';
import { type BenchContext, sharedPart } from '../bench/line-sources';
import { RateNote } from '../bench/RateNote';
import { Readouts } from '../bench/Readouts';
import { useFigureView } from '../bench/use-figure-view';
import { ValueTable } from '../bench/ValueTable';
import { useLiveTick } from '../live-tick';
import { innerExports } from './export-inside';
import { innerModel, innerSources } from './inside-model';
import { Tells } from './Tells';

interface InnerFigureProps {
  readonly id: InnerFigureId;
  readonly context: BenchContext;
}

/** A named angle or another number of the rules' own, over training. */
export function InnerFigure({ id, context }: InnerFigureProps) {
  useLiveTick();
  const [isTable, setTable] = useState(false);
  const [memory] = useState(createDomainMemory);
  const { logTime, set } = useFigureView();
  const modelNow = useMemo(() => () => innerModel(id, context), [id, context]);
  const { title, unit, axis: kind } = INNER_FIGURES[id];
  const sources = innerSources(id, context);
  const shared = sharedPart(sources);
  const toggles = [
    { label: 'Log time', isOn: logTime, flip: () => set({ logTime: !logTime }) },
    ...layerToggles(layersOf(context.spec, useRun.getState().dataset), context.chosenLayers),
    { label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) },
  ];
  return (
    <figure
      className="ch"
      data-many={sources.length > 1 || undefined}
      data-chart={`inner-${id}`}
      aria-label={title}
    >
      <header>
        <h3>{title}</h3>
        <span className="u">
          {unit}
          {shared !== null && `, ${shared}`}
        </span>
        <FigureMenu of={title} toggles={toggles} exports={innerExports(id, () => unit, modelNow)} />
        <Readouts sources={sources} kind={kind} />
      </header>
      <Tells id={id} arms={context.arms} />
      {isTable ? (
        <ValueTable {...{ title, sources, kind }} />
      ) : (
        <LinePlot title={title} modelNow={modelNow} memory={memory} />
      )}
      <RateNote context={context} />
    </figure>
  );
}
