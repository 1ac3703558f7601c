/**
 * Calls one at a time. Of the values that come while one is under way only the newest is sent: a slider that is dragged
 * asks for every place on its way, and none but the last matters.
 */
export function createLatestCall<Value>(send: (value: Value) => Promise<unknown>): (value: Value) => void {
  let waiting: { readonly value: Value } | null = null;
  let isBusy = false;
  const next = async (): Promise<void> => {
    isBusy = true;
    while (waiting) {
      const { value } = waiting;
      waiting = null;
      await send(value);
    }
    isBusy = false;
  };
  return (value) => {
    waiting = { value };
    if (!isBusy) void next();
  };
}
