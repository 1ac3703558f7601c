import type { ArmSpec } from '../../spec/spec';
import { LayerRuleField } from './LayerRuleField';
import { useHiddenCount } from './use-hidden-count';

/** For every hidden layer what brings the error to it: the arm's rule, or one of its own. */
export function LayerRules({ arm }: { readonly arm: ArmSpec }) {
  const count = useHiddenCount();
  return (
    <>
      <p className="help">
        What brings the error to each hidden layer. The last layer always hears it exactly.
      </p>
      {Array.from({ length: count }, (_, index) => index + 1).map((layer) => (
        <LayerRuleField key={layer} arm={arm} layer={layer} />
      ))}
    </>
  );
}
