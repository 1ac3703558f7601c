// expect: style/noRestrictedImports
import { weightAngle } from '../probes/weight-angle';

export const probe = weightAngle;
