import { Copy, EllipsisVertical, RotateCw, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { RULE_CATALOGUE, RULE_PARAMS } from '../../spec/catalogue';
import { FIELDS } from '../../spec/fields';
import { type ArmSpec, learningRateOf, SLOTS } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { restartArm } from '../../store/run';
import { useRun } from '../../store/run-state';
import { PopPanel } from '../controls/PopPanel';
import { SwitchRow } from '../controls/SwitchField';
import { ArmParam } from './ArmParam';

interface ArmMoreProps {
  readonly arm: ArmSpec;
  readonly name: string;
}

/** The ⋯ of an arm: its numbers, and what can be done with it. */
export function ArmMore({ arm, name }: ArmMoreProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="btn sq" aria-label={`${name}: settings of this arm`}>
        <EllipsisVertical aria-hidden="true" />
      </Popover.Trigger>
      <PopPanel label={`Settings of ${name}`}>
        <ArmSettings arm={arm} />
      </PopPanel>
    </Popover.Root>
  );
}

function ArmSettings({ arm }: { readonly arm: ArmSpec }) {
  const { params, name, short } = RULE_CATALOGUE[arm.rule];
  const { setArmParam } = useExperiment.getState();
  return (
    <>
      <h2>{name}</h2>
      {params.map((id) => {
        const { label, unit, help, kind, default: standard, ...limits } = RULE_PARAMS[id];
        const set = (value: number): void => setArmParam(arm.slot, id, value);
        if (kind === 'switch') {
          return (
            <SwitchRow
              key={id}
              label={label}
              help={`${help} Takes effect at Reset.`}
              isOn={arm.params[id] === 1}
              onChange={(isOn) => set(isOn ? 1 : 0)}
            />
          );
        }
        return (
          <ArmParam
            key={id}
            label={label}
            unit={unit}
            help={`${help} Takes effect at Reset.`}
            value={arm.params[id]}
            defaultValue={standard}
            limits={limits}
            onChange={set}
          />
        );
      })}
      {params.length === 0 ? <p className="text">{short} has no settings of its own.</p> : null}
      <OwnRate arm={arm} />
      <ArmActions arm={arm} />
    </>
  );
}

function OwnRate({ arm }: { readonly arm: ArmSpec }) {
  const isOwn = useExperiment((state) => state.spec.rateMode === 'perRule');
  const rate = useExperiment((state) => learningRateOf(state.spec, arm));
  const common = useExperiment((state) => state.spec.optimiser.learningRate);
  const field = FIELDS.learningRate;
  if (!isOwn || field.kind !== 'number') return null;
  const { setArmRate } = useExperiment.getState();
  return (
    <ArmParam
      label={field.label}
      unit=""
      help="Of this arm alone. You can change it while training."
      value={rate}
      defaultValue={common}
      limits={{ min: field.min, max: field.max, scale: 'log' }}
      onRestore={() => setArmRate(arm.slot, null)}
      onChange={(value) => setArmRate(arm.slot, value)}
    />
  );
}

function ArmActions({ arm }: { readonly arm: ArmSpec }) {
  const count = useExperiment((state) => state.spec.arms.length);
  const status = useRun((state) => state.arms[arm.slot]?.status.kind);
  const { duplicateArm, removeArm } = useExperiment.getState();
  return (
    <div className="btns">
      {status === 'failed' || status === 'diverged' ? (
        <Popover.Close className="btn" onClick={() => restartArm(arm.slot)}>
          <RotateCw aria-hidden="true" />
          Restart
        </Popover.Close>
      ) : null}
      <Popover.Close className="btn" disabled={count >= SLOTS.length} onClick={() => duplicateArm(arm.slot)}>
        <Copy aria-hidden="true" />
        Duplicate
      </Popover.Close>
      <Popover.Close className="btn" disabled={count <= 1} onClick={() => removeArm(arm.slot)}>
        <Trash2 aria-hidden="true" />
        Remove
      </Popover.Close>
    </div>
  );
}
