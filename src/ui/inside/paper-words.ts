import type { Paper } from '../../spec/rule-entry';

/** "Hinton 2022", "Whittington and Bogacz 2017", "Lee et al. 2015". */
export function paperWords({ authors, year }: Pick<Paper, 'authors' | 'year'>): string {
  const names = authors.split(', ');
  const [first = '', second = ''] = names;
  if (names.length === 1) return `${first} ${year}`;
  return names.length === 2 ? `${first} and ${second} ${year}` : `${first} et al. ${year}`;
}
