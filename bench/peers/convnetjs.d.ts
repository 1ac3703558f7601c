/** What the bench uses of ConvNetJS, which ships no types. */
declare module 'convnetjs' {
  export class Vol {
    constructor(width: number, height: number, depth: number, fill: number);
    w: Float64Array;
  }
  export class Net {
    makeLayers(definitions: readonly object[]): void;
    /** Probabilities where the last layer is a softmax. */
    forward(volume: Vol): Vol;
  }
  export class Trainer {
    constructor(net: Net, options: object);
    train(volume: Vol, y: number): object;
  }
}
