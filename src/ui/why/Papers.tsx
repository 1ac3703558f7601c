import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';

/** Where a rule comes from, each paper a link. */
export function Papers({ rule }: { readonly rule: RuleId }) {
  const { paper, furtherPapers } = RULE_CATALOGUE[rule];
  return (
    <>
      <h3>{furtherPapers.length > 0 ? 'Papers' : 'Paper'}</h3>
      {[paper, ...furtherPapers].map(({ authors, year, title, venue, url }) => (
        <p className="paper" key={url}>
          {authors} ({year}).{' '}
          <a href={url} target="_blank" rel="noopener">
            {title}.
          </a>{' '}
          {venue}.
        </p>
      ))}
    </>
  );
}
