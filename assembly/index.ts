/** Tiles are exported so that the compiler leaves them as functions of their own: inlined, they run out of registers. */
export * from './layer';
export * from './maps';
export * from './optimisers';
export * from './philox';
export * from './products';
export * from './rows';
export * from './tiles';
