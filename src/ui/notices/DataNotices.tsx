import { useExperiment } from '../../store/experiment';
import { dismissDataFailure, reset } from '../../store/run';
import { useRun } from '../../store/run-state';
import { Notice } from './Notice';

/** Data that could not be made or read. */
export function DataNotices() {
  const failure = useRun((state) => state.dataFailure);
  // Missing files are no failure where the drop zone itself asks for them.
  if (!failure || failure.code === 'data-missing') return null;
  return (
    <div className="notices">
      <Notice kind="bad" title={failure.message} text={failure.remedy} onDismiss={dismissDataFailure}>
        {/* Files that are wrong do not get right by another try. */}
        {failure.code === 'data-invalid' ? null : (
          <button type="button" className="btn line" onClick={reset}>
            Try again
          </button>
        )}
        <UseDrawnDigits />
      </Notice>
    </div>
  );
}

/** The way out of every trouble with data. */
export function UseDrawnDigits() {
  const isDigits = useExperiment((state) => state.spec.dataset.id === 'digits');
  if (isDigits) return null;
  return (
    <button
      type="button"
      className="btn line"
      onClick={() => {
        useExperiment.getState().setField('dataset', 'digits');
        dismissDataFailure();
        reset();
      }}
    >
      Use drawn digits
    </button>
  );
}
