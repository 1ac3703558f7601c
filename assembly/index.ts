export * from './layer';
export * from './maps';
export * from './optimisers';
export * from './philox';
export * from './products';
