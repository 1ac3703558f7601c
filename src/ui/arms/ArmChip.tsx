import { Popover } from 'radix-ui';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { Tip } from '../controls/Tip';
import { LineSample } from '../LineSample';
import { ArmMore } from './ArmMore';
import { ArmScore } from './ArmScore';
import { armChipWords } from './arm-differences';
import { armLine } from './arm-words';
import { RuleMenu } from './RuleMenu';

interface ArmChipProps {
  readonly arm: ArmSpec;
  readonly name: string;
  /** Key that focuses it: 1 to 4. */
  readonly keyNumber: number;
}

/** One arm: a button that focuses it and covers the chip, its rule, its settings, and in what it differs from its rule. */
export function ArmChip({ arm, name, keyNumber }: ArmChipProps) {
  const isFocused = useView((state) => state.focus === arm.slot);
  const line = useRun((state) => {
    const { text, tone, isName } = armLine(arm.rule, state.arms[arm.slot], state.stepsPerEpoch);
    return [text, tone === 'bad' ? 'bad' : '', isName ? 'full' : ''].join('|');
  });
  const differences = useExperiment(({ spec }) => armChipWords(arm, spec));
  const [text = '', tone = '', full = ''] = line.split('|');
  return (
    <Popover.Root>
      <Popover.Anchor asChild>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own look */}
        <div
          className="arm"
          role="group"
          aria-label={[name, text, differences].filter((words) => words !== '').join(', ')}
          data-slot={arm.slot}
          data-current={isFocused}
          data-differs={differences !== ''}
        >
          <Tip
            text={[`Show ${name} in Why`, differences].filter((words) => words !== '').join(': ')}
            keys={String(keyNumber)}
          >
            <button
              type="button"
              className="pick"
              aria-label={`Focus ${name}`}
              aria-pressed={isFocused}
              onClick={() => useView.getState().set({ focus: arm.slot })}
            >
              <LineSample slot={arm.slot} />
            </button>
          </Tip>
          <div className="nm">
            <RuleMenu slot={arm.slot} rule={arm.rule} name={name} />
            <span className={`long ${tone} ${full}`} title={text}>
              {text}
            </span>
          </div>
          <div className="acc">
            <ArmScore slot={arm.slot} />
          </div>
          <ArmMore arm={arm} name={name} />
          {differences === '' ? null : (
            <span className="diff" title={differences}>
              {differences}
            </span>
          )}
        </div>
      </Popover.Anchor>
    </Popover.Root>
  );
}
