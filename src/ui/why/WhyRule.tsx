import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import type { BenchContext } from '../bench/line-sources';
import { Compass } from './Compass';
import { NeedsTable } from './NeedsTable';
import { RuleSource } from './RuleSource';
import { TermThatDiffers } from './TermThatDiffers';

interface WhyRuleProps {
  readonly rule: RuleId;
  readonly context: BenchContext;
}

/** One rule: its idea, what makes it different, what it costs to know, what to try. */
export function WhyRule({ rule, context }: WhyRuleProps) {
  const { name, idea, tryThis, paper } = RULE_CATALOGUE[rule];
  return (
    <>
      <h2>{name}</h2>
      <p>{idea}</p>
      <h3>The one term that differs</h3>
      <TermThatDiffers context={context} />
      {context.spec.probes.angles && <Compass context={context} />}
      {context.layerCount > 1 && (
        <>
          <h3>What a synapse in layer 1 must know</h3>
          <NeedsTable arms={context.arms} />
        </>
      )}
      <h3>Change one thing</h3>
      <p className="paper">{tryThis}</p>
      <h3>Paper</h3>
      <p className="paper">
        {paper.authors} ({paper.year}).{' '}
        <a href={paper.url} target="_blank" rel="noopener">
          {paper.title}.
        </a>{' '}
        {paper.venue}.
      </p>
      <RuleSource rule={rule} />
    </>
  );
}
