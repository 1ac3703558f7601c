import type { TypedNumber } from './use-typed-number';

interface NumberInputProps {
  readonly typed: TypedNumber;
  readonly label?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly unit?: string;
}

/** A number that reads as bold text and can be typed over. */
export function NumberInput({ typed, label, labelledBy, describedBy, unit }: NumberInputProps) {
  return (
    <span className="val" data-bad={typed.problem !== null}>
      <NumberEntry typed={typed} label={label} labelledBy={labelledBy} describedBy={describedBy} />
      {unit ? <span className="u">{unit}</span> : null}
    </span>
  );
}

interface NumberEntryProps {
  readonly typed: TypedNumber;
  readonly label?: string | undefined;
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** The bare text field of a number. */
export function NumberEntry({ typed, label, labelledBy, describedBy }: NumberEntryProps) {
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      size={Math.max(2, typed.text.length)}
      value={typed.text}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={typed.problem !== null}
      onChange={(event) => typed.onInput(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={typed.commit}
      onKeyDown={typed.onKeyDown}
    />
  );
}
