import { RULE_CATALOGUE } from '../../spec/catalogue';
import { INNER_FIGURES } from '../../spec/inner-catalogue';
import { INNER_OF, type InnerFigureId } from '../../spec/inner-rules';
import type { ArmView } from '../bench/use-arms';
import { paperWords } from './paper-words';

interface TellsProps {
  readonly id: InnerFigureId;
  readonly arms: readonly ArmView[];
}

/** What a chart shows, and the papers of the rules that it is about. */
export function Tells({ id, arms }: TellsProps) {
  const rules = new Set(arms.flatMap(({ rule, marks }) => [rule, ...marks.map(({ from }) => from)]));
  const papers = new Map(
    [...rules]
      .filter((rule) => INNER_OF[rule]?.includes(id))
      .map((rule) => [RULE_CATALOGUE[rule].paper.url, RULE_CATALOGUE[rule].paper]),
  );
  return (
    <p className="tells">
      {INNER_FIGURES[id].what}
      {[...papers.values()].map((paper) => (
        <span key={paper.url}>
          {' '}
          <a href={paper.url} target="_blank" rel="noopener" title={paper.title}>
            {paperWords(paper)}
          </a>
        </span>
      ))}
    </p>
  );
}
