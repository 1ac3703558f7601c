/** What a map of weights is called. */
export interface WeightName {
  /** Letters and indices: `[['W', 2]]`, or a product, layer by layer. */
  readonly factors: readonly (readonly [string, number])[];
  /** "forward", "feedback". */
  readonly purpose: string;
  /** For screen readers: "W2". */
  readonly spoken: string;
}

/** W_l, B_l. */
export function weightName(letter: 'W' | 'B', layer: number, purpose: string): WeightName {
  return { factors: [[letter, layer]], purpose, spoken: `${letter}${layer}` };
}

/** W_{first} … W_{last}, the way forward. */
export function productName(first: number, last: number): WeightName {
  if (first === last) return weightName('W', first, 'forward');
  const factors = Array.from({ length: last - first + 1 }, (_, index) => ['W', first + index] as const);
  const shown =
    factors.length > 3 ? [['W', first] as const, ['…', 0] as const, ['W', last] as const] : factors;
  return { factors: shown, purpose: 'forward', spoken: `W${first} to W${last}` };
}

interface WeightTitleProps {
  readonly name: WeightName;
  readonly range: string;
}

/** Name, purpose and range of weights. */
export function WeightTitle({ name: { factors, purpose }, range }: WeightTitleProps) {
  return (
    <p className="wl">
      <b>
        {factors.map(([letter, index]) => (
          <span key={`${letter}${index}`} className="factor">
            {letter}
            {index > 0 && <sub>{index}</sub>}
          </span>
        ))}
      </b>{' '}
      {purpose} <span>{range}</span>
    </p>
  );
}
