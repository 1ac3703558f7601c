import { Copy, RotateCw, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ArmSpec, SLOTS } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { restartArm } from '../../store/run';
import { useRun } from '../../store/run-state';

/** What can be done with an arm as a whole. */
export function ArmActions({ arm }: { readonly arm: ArmSpec }) {
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
