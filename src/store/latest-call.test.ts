import { expect, it } from 'vitest';
import { createLatestCall } from './latest-call';

it('sends the first value at once, then only the newest of those that came meanwhile', async () => {
  const sent: number[] = [];
  const answers: (() => void)[] = [];
  const call = createLatestCall((value: number) => {
    sent.push(value);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  for (const value of [1, 2, 3, 4]) call(value);
  expect(sent).toEqual([1]);
  await answer();
  expect(sent).toEqual([1, 4]);
  await answer();
  call(5);
  expect(sent).toEqual([1, 4, 5]);
});
