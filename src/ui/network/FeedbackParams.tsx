import type { ArmSpec } from '../../spec/spec';
import { shownParams } from '../arms/arm-params';
import { ParamField } from '../arms/ParamField';

/** Numbers of the rule's own that shape its feedback weights. */
const SHAPING: readonly string[] = ['signFlips', 'dialAngle'];

/** The numbers that shape an arm's feedback weights, as in its settings. */
export function FeedbackParams({ arm }: { readonly arm: ArmSpec }) {
  const params = shownParams(arm).filter(({ id, group }) => group === 'feedback' || SHAPING.includes(id));
  return (
    <div className="params">
      {params.map((param) => (
        <ParamField key={param.id} arm={arm} param={param} />
      ))}
    </div>
  );
}
