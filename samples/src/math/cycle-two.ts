// expect: suspicious/noImportCycles
import type { One } from './cycle-one';

export interface Two {
  readonly one: One;
}
