import { useEffect, useState } from 'react';

/** A value that shows only once it has lasted; null goes through at once. */
export function useDelayed<Value>(value: Value | null, delayMs: number): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  useEffect(() => {
    if (value === null) {
      setShown(null);
      return;
    }
    const timer = setTimeout(() => setShown(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return value === null ? null : shown;
}
