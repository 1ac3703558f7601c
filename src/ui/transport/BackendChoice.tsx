import { RotateCcw } from 'lucide-react';
import { reset } from '../../store/run';
import { useRun } from '../../store/run-state';
import { type BackendWish, useView } from '../../store/view';
import { Segmented, type SegmentOption } from '../controls/Segmented';

const NAMES = { wasm: 'WebAssembly', webgpu: 'WebGPU', cpu: 'JavaScript' } as const;

const WISHES: readonly SegmentOption<BackendWish>[] = [
  { id: 'auto', name: 'Automatic' },
  { id: 'wasm', name: NAMES.wasm },
  { id: 'webgpu', name: NAMES.webgpu },
];

/** Name of the backend in use, or what is going on before there is one. */
export function useBackendName(): string {
  return useRun((state) => (state.backend ? NAMES[state.backend.id] : 'Backend'));
}

/** Which backend computes, why, and the wish for another. */
export function BackendChoice() {
  const backend = useRun((state) => state.backend);
  const wish = useView((state) => state.backendWish);
  const hasBegun = useRun((state) => state.liveStep > 0 || state.isPlaying);
  const isOther = wish !== 'auto' && backend !== null && backend.id !== wish;
  return (
    <>
      <h2>{backend ? `${NAMES[backend.id]} computes` : 'No backend yet'}</h2>
      <p className="text">{backend?.reason ?? 'It is chosen when the first arm opens.'}</p>
      {backend?.adapter ? <p className="text">Adapter: {backend.adapter}.</p> : null}
      <div className="fld">
        <Segmented
          value={wish}
          options={WISHES}
          label="Backend"
          onChange={(next) => {
            useView.getState().set({ backendWish: next });
            if (!hasBegun) reset();
          }}
        />
        <p className="help">
          The numbers differ in the last digits between backends. A link carries this wish.
        </p>
      </div>
      {hasBegun ? (
        <div className="btns">
          <button type="button" className={isOther ? 'btn line' : 'btn'} onClick={reset}>
            <RotateCcw aria-hidden="true" />
            {isOther ? `Reset to try ${NAMES[wish]}` : 'Reset to choose again'}
          </button>
        </div>
      ) : null}
    </>
  );
}
