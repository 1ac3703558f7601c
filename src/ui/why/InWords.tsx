import type { RuleChoice, Slot } from '../../spec/spec';
import { inWords, optionWords } from './rule-words';

interface InWordsProps {
  readonly choice: RuleChoice;
  readonly slot: Slot;
}

/** The formula of an arm in words, the differing term marked as in the formula, and what its options add. */
export function InWords({ choice, slot }: InWordsProps) {
  const { before, term, after } = inWords(choice);
  const options = optionWords(choice);
  return (
    <>
      <p>
        {before} <mark className={`arm-${slot + 1}`}>{term}</mark>
        {after}
      </p>
      {options.length > 0 && (
        <ul className="options">
          {options.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  );
}
