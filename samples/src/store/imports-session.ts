// expect: style/noRestrictedImports
import { openSession } from '../worker/session';

export const session = openSession;
