// expect: TS2375
interface Options {
  readonly step?: number;
}

export const options: Options = { step: undefined };
