/**
 * All probes. A new one is a file beside this, its kind in probe.ts and a line here.
 */
import { inner } from './inner';
import { logitScale } from './logit-scale';
import { namedAngle } from './named-angle';
import { normRatio } from './norm-ratio';
import type { Probe, ProbeId } from './probe';
import { rdm } from './rdm';
import { signAgreement } from './sign-agreement';
import { updateAngle } from './update-angle';
import { weightAngle } from './weight-angle';
import { weightNorm } from './weight-norm';

/** Total table: each entry reads what its id promises. */
export const PROBES: { readonly [Id in ProbeId]: Probe<Id> } = {
  updateAngle,
  weightAngle,
  normRatio,
  signAgreement,
  namedAngle,
  inner,
  weightNorm,
  logitScale,
  rdm,
};
