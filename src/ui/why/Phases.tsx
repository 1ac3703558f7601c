import { useId, useState } from 'react';
import type { Phase } from '../../spec/rule-entry';
import { Formula } from './Formula';
import { lengthWords, phaseBars } from './phase-bars';
import '../css/phases.css';

const changesTex = (changes: readonly string[]): string =>
  changes.map((symbol) => `\\Delta ${symbol}`).join(',\\ ');

/** What one step of an arm consists of: its phases one after the other, each with its length and what changes at its end. */
export function Phases({ phases }: { phases: readonly Phase[] }) {
  const [shown, setShown] = useState(0);
  const sentence = useId();
  const bars = phaseBars(phases);
  const current = phases[shown] ?? phases[0];
  return (
    <>
      <h3>Phases of one step</h3>
      <ol className="phases">
        {phases.map(({ name, what, length, unit, changes }, index) => {
          const show = (): void => setShown(index);
          return (
            <li key={name}>
              <button
                type="button"
                aria-pressed={index === shown}
                aria-describedby={index === shown ? sentence : undefined}
                title={what}
                onClick={show}
                onFocus={show}
                onPointerEnter={show}
              >
                <span className="name">
                  {name}
                  {unit && <span className="count">{lengthWords(length, unit)}</span>}
                </span>
                <span className="track" aria-hidden="true">
                  <span
                    style={{
                      left: `${bars[index]?.startPercent ?? 0}%`,
                      width: `${bars[index]?.widthPercent ?? 100}%`,
                    }}
                  />
                </span>
                <span className="learns">{changes && <Formula tex={changesTex(changes)} />}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className="phase" id={sentence}>
        {current?.what} {current?.changes ? 'At its end weights move.' : 'No weights move.'}
      </p>
    </>
  );
}
