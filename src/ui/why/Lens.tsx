import { useState } from 'react';
import { localityOf } from '../../spec/locality-of';
import type { RuleChoice } from '../../spec/spec';
import type { BenchContext } from '../bench/line-sources';
import type { ArmView } from '../bench/use-arms';
import { LensPicture } from './LensPicture';
import { LensTable } from './LensTable';
import { RemoteByArm } from './RemoteByArm';

interface LensProps {
  readonly arm: ArmView;
  readonly choice: RuleChoice;
  readonly context: BenchContext;
}

/** The locality lens: what the update of a layer needs under this arm, and where each of it lives. */
export function Lens({ arm, choice, context }: LensProps) {
  const { spec, layerCount } = context;
  const [wished, setLayer] = useState(1);
  const layer = Math.min(wished, layerCount);
  const quantities = localityOf(spec, choice, layer);
  return (
    <>
      <h3>What a synapse in layer {layer} must know</h3>
      <LensPicture
        arm={arm}
        choice={choice}
        spec={spec}
        layer={layer}
        quantities={quantities}
        choose={setLayer}
      />
      {quantities.length > 0 ? (
        <LensTable quantities={quantities} />
      ) : (
        <p>Nothing. Layer {layer} does not learn under this rule.</p>
      )}
      {context.arms.length > 1 && <RemoteByArm context={context} layer={layer} />}
    </>
  );
}
