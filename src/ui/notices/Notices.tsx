import type { ReactNode } from 'react';
import { bytesOfSet, isOfficialId } from '../../spec/official';
import { canDownload } from '../../store/downloads';
import { useExperiment } from '../../store/experiment';
import { dismissDataFailure } from '../../store/run';
import { useRun } from '../../store/run-state';
import { byteWords } from '../experiment/byte-words';
import { DownloadButton } from '../experiment/DownloadButton';
import { DivergenceNotice, FailureNotice, MovedNotice } from './ArmNotices';
import { UseDrawnDigits } from './DataNotices';
import { Notice } from './Notice';
import { linkIssueText } from './notice-words';
import { useTroubles } from './use-troubles';

const MOST = 2;

interface NoticesProps {
  /** Whether the experiment panel, which has its own notices, is in sight. */
  readonly isExperimentShown: boolean;
  onShowExperiment(): void;
}

/** Notices of the centre: at most two at a time, the worst first. */
export function Notices({ isExperimentShown, onShowExperiment }: NoticesProps) {
  const issues = useExperiment((state) => state.linkIssues);
  const gaveWay = useExperiment((state) => state.ruleIssues);
  const failure = useRun((state) => state.dataFailure);
  const dataset = useExperiment((state) => state.spec.dataset.id);
  const { failed, moved, diverged, dismiss } = useTroubles();
  const notices: ReactNode[] = [];
  if (failure && (failure.code === 'data-missing' || !isExperimentShown)) {
    const isMissing = failure.code === 'data-missing';
    notices.push(
      <Notice
        key="data"
        kind={isMissing ? 'info' : 'bad'}
        title={failure.message}
        text={failure.remedy}
        {...(isMissing ? {} : { onDismiss: dismissDataFailure })}
      >
        {isExperimentShown ? null : (
          <button type="button" className="btn line" onClick={onShowExperiment}>
            Open the experiment panel
          </button>
        )}
        {isMissing && !isExperimentShown && isOfficialId(dataset) && canDownload(dataset) ? (
          <DownloadButton id={dataset} label={`Download, ${byteWords(bytesOfSet(dataset))}`} />
        ) : null}
        <UseDrawnDigits />
      </Notice>,
    );
  }
  for (const trouble of failed) {
    notices.push(<FailureNotice key={trouble.key} trouble={trouble} onDismiss={() => dismiss([trouble])} />);
  }
  if (moved.length > 0) {
    notices.push(<MovedNotice key="moved" moved={moved} onDismiss={() => dismiss(moved)} />);
  }
  if (diverged.length > 0) {
    notices.push(<DivergenceNotice key="diverged" troubles={diverged} onDismiss={() => dismiss(diverged)} />);
  }
  if (gaveWay.length > 0) {
    notices.push(
      <Notice
        key="rule"
        kind="info"
        title={
          gaveWay.some(({ ruleOf }) => ruleOf === 'arm')
            ? 'Backpropagation steps in'
            : 'A layer goes back to the rule of its arm'
        }
        text={gaveWay.map(({ label, why }) => `${label} ${why}.`).join(' ')}
        onDismiss={useExperiment.getState().dismissRuleIssues}
      />,
    );
  }
  if (issues.length > 0) {
    const { dismissLinkIssues } = useExperiment.getState();
    notices.push(
      <Notice
        key="link"
        kind="link"
        title="Opened from a link"
        text={linkIssueText(issues)}
        onDismiss={dismissLinkIssues}
      />,
    );
  }
  if (notices.length === 0) return null;
  return <div className="notices">{notices.slice(0, MOST)}</div>;
}
