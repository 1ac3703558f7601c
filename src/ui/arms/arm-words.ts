/**
 * What an arm's chip says under the rule's name.
 */
import { countWords, shortEpoch, tenthPercent } from '../../charts/number-words';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import type { ArmRun } from '../../store/run-state';

/** What rules do before their first step. */
const WARMING_UP: Readonly<Partial<Record<RuleId, string>>> = {
  wm: 'Mirroring',
  stdwi: 'Spiking',
  dtp: 'Decoders learn',
  sdtp: 'Decoders learn',
};

export interface ArmLine {
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  /** The rule's long name, which may go where there is no room. */
  readonly isName: boolean;
}

/** The rule's long name, or what has happened to the arm. `rule` is the edited one. */
export function armLine(rule: RuleId, run: ArmRun | undefined, stepsPerEpoch: number): ArmLine {
  const said = (text: string, tone: ArmLine['tone'] = 'plain'): ArmLine => ({ text, tone, isName: false });
  if (run?.status.kind === 'diverged') return said(`Stopped at step ${countWords(run.status.step)}`, 'bad');
  if (run?.status.kind === 'failed') return said('Failed', 'bad');
  if (run?.warmUp && run.warmUp.done > 0 && run.warmUp.done < run.warmUp.total) {
    const { done, total } = run.warmUp;
    return said(`${WARMING_UP[rule] ?? 'Warming up'}, ${countWords(done)} of ${countWords(total)} steps`);
  }
  const mark = run?.marks.at(-1);
  if (mark) {
    const epoch = shortEpoch(mark.step, stepsPerEpoch);
    const isSameRule = mark.from === mark.to;
    return said(
      isSameRule
        ? `layers changed at epoch ${epoch}`
        : `was ${RULE_CATALOGUE[mark.from].short} until epoch ${epoch}`,
    );
  }
  return { text: RULE_CATALOGUE[rule].name, tone: 'plain', isName: true };
}

/** "96.5 %", a normalised error to three digits, or a dash before the first measurement. */
export function scoreText(value: number, isRegression: boolean): string {
  if (!Number.isFinite(value)) return '–';
  if (!isRegression) return tenthPercent(value);
  return value >= 0.001 ? value.toPrecision(3) : value.toExponential(1);
}
