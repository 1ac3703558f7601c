// expect: suspicious/noImportCycles
import type { Two } from './cycle-two';

export interface One {
  readonly two: Two;
}
