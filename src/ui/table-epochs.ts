import { useRun } from '../store/run-state';

/** The moments that a table over training has rows for: whole epochs and the live end. */
export function tableEpochs(): readonly { readonly step: number; readonly epoch: number }[] {
  const { liveStep, stepsPerEpoch } = useRun.getState();
  const steps = Array.from(
    { length: Math.floor(liveStep / stepsPerEpoch) + 1 },
    (_, epoch) => epoch * stepsPerEpoch,
  );
  if (liveStep % stepsPerEpoch !== 0) steps.push(liveStep);
  return steps.map((step) => ({ step, epoch: Number((step / stepsPerEpoch).toFixed(1)) }));
}
