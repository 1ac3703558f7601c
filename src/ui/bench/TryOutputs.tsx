import type { ReactNode } from 'react';
import { type BarsModel, drawBars } from '../../charts/bars';
import { answersClasses, type Dataset, featuresOf } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { areTicks, shortNames } from './class-names';
import { tryExports } from './export-try';
import { FigureMenu } from './FigureMenu';
import type { BenchContext } from './line-sources';
import { shownOutputs, targetOf } from './try-data';
import { useDrawnOutputs } from './use-drawn-outputs';
import { Verdict } from './Verdict';

interface TryOutputsProps {
  readonly context: BenchContext;
  readonly dataset: Dataset;
  readonly children: ReactNode;
}

/** The chosen input's label and each arm's answer, above and below the choices. */
export function TryOutputs({ context, dataset, children }: TryOutputsProps) {
  useLiveTick();
  useViewStep();
  const { arms, spec } = context;
  const choice = useView((state) => state.tryChoice);
  const drawn = useDrawnOutputs(arms);
  const { tryRows } = useRun.getState();
  const row = choice === 'drawn' ? undefined : tryRows[choice];
  const label = row === undefined ? null : (dataset.test.labels?.[row] ?? null);
  const hasClasses = answersClasses(spec, dataset);
  const outputCount = spec.target === 'input' ? featuresOf(dataset) : dataset.outputs;
  const target = row === undefined ? null : targetOf(spec, dataset, row);
  const outputsOf = (slot: (typeof arms)[number]['slot']): Float32Array | null =>
    choice === 'drawn' ? (drawn[slot] ?? null) : shownOutputs(slot, choice, outputCount);
  const caption =
    choice === 'drawn'
      ? 'live weights'
      : label === null
        ? 'ticks: targets'
        : `label ${dataset.classNames[label] ?? label}`;
  const answers = arms.map((arm) => ({ arm, outputs: outputsOf(arm.slot) }));
  const names = hasClasses
    ? dataset.classNames
    : Array.from({ length: outputCount }, (_, output) => String(output + 1));
  const bars = answers.flatMap(({ arm, outputs }) => (outputs ? [{ slot: arm.slot, values: outputs }] : []));
  const model: BarsModel = hasClasses
    ? { kind: 'classes', names: shortNames(names), fullNames: names, label, arms: bars }
    : { kind: 'regression', names, target, arms: bars };
  return (
    <>
      <header>
        <h2>Try it</h2>
        <span className="mut">{caption}</span>
        <FigureMenu of="Try it" exports={tryExports(model, arms, caption)} />
        <span className="verd">
          {answers.map(({ arm, outputs }) => (
            <Verdict
              key={arm.slot}
              arm={arm}
              outputs={outputs}
              classNames={hasClasses ? dataset.classNames : []}
              label={label}
              target={target}
            />
          ))}
        </span>
      </header>
      {children}
      <Chart
        as="svg"
        className={hasClasses && !areTicks(names) ? 'bars two' : 'bars'}
        label="Outputs"
        draw={(svg, theme, size) => {
          drawBars(svg, model, theme, size);
          return `Outputs per ${hasClasses ? 'class' : 'output'} of ${arms.map((arm) => arm.name).join(', ')}`;
        }}
      />
    </>
  );
}
