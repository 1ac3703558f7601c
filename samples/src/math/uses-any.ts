// expect: suspicious/noExplicitAny
export const value: any = 1;
