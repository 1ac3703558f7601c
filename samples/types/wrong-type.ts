// expect: TS2322
export const count: number = 'three';
