// expect: style/noRestrictedImports
import type { Frame } from '../worker/protocol';

export type Props = Frame;
