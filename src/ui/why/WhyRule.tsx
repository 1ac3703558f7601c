import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { BenchContext } from '../bench/line-sources';
import type { ArmView } from '../bench/use-arms';
import { later } from '../Later';
import { choiceOf } from './arm-choice';
import { Compass } from './Compass';
import { InWords } from './InWords';
import { Papers } from './Papers';
import { TermThatDiffers } from './TermThatDiffers';

const Phases = later(() => import('./Phases').then((part) => part.Phases));
const RuleSource = later(() => import('./RuleSource').then((part) => part.RuleSource));
const Lens = later(() => import('./Lens').then((part) => part.Lens));

interface WhyRuleProps {
  readonly arm: ArmView;
  readonly context: BenchContext;
}

/** One arm's rule: its idea, what makes it different, what it costs to know, what to try. */
export function WhyRule({ arm, context }: WhyRuleProps) {
  const { name, idea, rates, tryThis, phases } = RULE_CATALOGUE[arm.rule];
  const choice = choiceOf(context.spec, arm);
  if (!choice) return null;
  return (
    <>
      <h2>{name}</h2>
      <p>{idea}</p>
      {rates && <p className="help">{rates}</p>}
      <h3>The one term that differs</h3>
      <TermThatDiffers context={context} arm={arm} />
      {context.layerCount > 1 && <InWords choice={choice} slot={arm.slot} />}
      {phases && <Phases key={arm.rule} phases={phases(choice.params, context.layerCount)} />}
      {context.spec.probes.angles && <Compass context={context} />}
      <RuleSource rule={arm.rule} />
      <Lens arm={arm} choice={choice} context={context} />
      <h3>Change one thing</h3>
      <p className="paper">{tryThis}</p>
      <Papers rule={arm.rule} />
    </>
  );
}
