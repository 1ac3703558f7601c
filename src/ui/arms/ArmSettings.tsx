import { Undo2 } from 'lucide-react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { ArmActions } from './ArmActions';
import { differencesOf, joinWords } from './arm-differences';
import { paramGroupsOf } from './arm-params';
import { LayerRules } from './LayerRules';
import { OwnRate } from './OwnRate';
import { ParamField } from './ParamField';
import { SettingsGroup } from './SettingsGroup';
import { useHiddenCount } from './use-hidden-count';

/** Everything that can be set in one arm. */
export function ArmSettings({ arm }: { readonly arm: ArmSpec }) {
  const rateMode = useExperiment((state) => state.spec.rateMode);
  const common = useExperiment((state) => state.spec.optimiser.learningRate);
  const hiddenCount = useHiddenCount();
  const differences = differencesOf(arm, { rateMode, optimiser: { learningRate: common } });
  const changesIn = (about: readonly string[]): string =>
    joinWords(differences.filter((difference) => about.includes(difference.about)));
  const { restoreArm } = useExperiment.getState();
  return (
    <div className="settings">
      <div className="head">
        <h2>{RULE_CATALOGUE[arm.rule].name}</h2>
        {differences.length > 0 ? (
          <button type="button" className="undo" onClick={() => restoreArm(arm.slot)}>
            <Undo2 aria-hidden="true" />
            Put all back
          </button>
        ) : null}
      </div>
      {hiddenCount > 0 ? null : (
        <p className="text">
          Without a hidden layer no error is carried anywhere: every rule is backpropagation.
        </p>
      )}
      {paramGroupsOf(arm, hiddenCount > 0).map(({ id, name, params }, index) => (
        <SettingsGroup
          key={id}
          name={name}
          changes={changesIn(params.map((param) => param.id))}
          isOpenAtFirst={index === 0}
        >
          {params.map((param) => (
            <ParamField key={param.id} arm={arm} param={param} />
          ))}
        </SettingsGroup>
      ))}
      {hiddenCount > 0 && !RULE_CATALOGUE[arm.rule].isWhole ? (
        <SettingsGroup name="Rules of single layers" changes={changesIn(['layers'])}>
          <LayerRules arm={arm} />
        </SettingsGroup>
      ) : null}
      <OwnRate arm={arm} />
      <ArmActions arm={arm} />
    </div>
  );
}
