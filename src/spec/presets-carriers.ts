/**
 * Experiments on what carries the error down: feedback that learns, that knows signs, that is turned, thinned or mixed.
 */
import { type Preset, type PresetId, specWith } from './preset';

type CarrierId = Extract<
  PresetId,
  'kolen-pollack' | 'weight-mirror' | 'transport-dial' | 'wrong-signs' | 'thin-feedback' | 'layer-by-layer'
>;

const group = 'What carries the error';

export const CARRIER_PRESETS: Readonly<Record<CarrierId, Preset>> = {
  'kolen-pollack': {
    id: 'kolen-pollack',
    group,
    name: 'Kolen–Pollack',
    caption: 'Two strangers learn to mirror each other.',
    emphasis: 'weightAngle',
    about: 'Feedback that makes the forward weights’ changes, and both decay (Kolen and Pollack, 1994).',
    spec: specWith({ hidden: '64t.32t', arms: ['bp', 'fa', 'kp'] }),
  },
  'weight-mirror': {
    id: 'weight-mirror',
    group,
    name: 'Weight mirror',
    caption: 'Noise shows W to B, if it is centred.',
    emphasis: 'weightAngle',
    about: 'Mirroring by centred noise, by noise above 0, and FA (Akrout and colleagues, 2019).',
    spec: specWith({
      hidden: '64t.32t',
      arms: ['bp', 'fa', 'wm', { rule: 'wm', params: { mirrorNoise: 2, mirrorCentred: 0 } }],
    }),
  },
  'transport-dial': {
    id: 'transport-dial',
    group,
    name: 'Weight-transport dial',
    caption: 'How far off may the messenger be?',
    emphasis: 'updateAngle',
    about: 'The same feedback turned away from W by 0°, 30°, 60° and 90°.',
    spec: specWith({
      hidden: '64t.32t',
      arms: [0, 30, 60, 90].map((dialAngle) => ({ rule: 'dial', params: { dialAngle } })),
    }),
  },
  'wrong-signs': {
    id: 'wrong-signs',
    group,
    name: 'Wrong signs',
    caption: 'How many lies can an error bear?',
    emphasis: 'updateAngle',
    about: 'Feedback with 0, 20, 40 and 50 % of its signs wrong (Liao, Leibo and Poggio, 2016).',
    spec: specWith({
      hidden: '64t.32t',
      arms: [0, 0.2, 0.4, 0.5].map((signFlips) => ({ rule: 'signAgreement', params: { signFlips } })),
    }),
  },
  'thin-feedback': {
    id: 'thin-feedback',
    group,
    name: 'Thin feedback',
    caption: 'One number for all of them, or a few wires?',
    emphasis: 'updateAngle',
    about: 'FA through full feedback, through rank 1 and 3, and with 90 % of its entries cut.',
    spec: specWith({
      hidden: '64t.32t',
      arms: [
        'fa',
        { rule: 'fa', params: { rank: 1 } },
        { rule: 'fa', params: { rank: 3 } },
        { rule: 'fa', params: { sparsity: 0.9 } },
      ],
    }),
  },
  'layer-by-layer': {
    id: 'layer-by-layer',
    group,
    name: 'A rule for each layer',
    caption: 'Which layer needs the exact error?',
    emphasis: 'updateAngle',
    about: 'BP, BP with FA into the first or the second layer only, and FA throughout.',
    spec: specWith({
      hidden: '64t.32t',
      arms: [
        'bp',
        { rule: 'bp', layerRules: [{ layer: 1, rule: 'fa' }] },
        { rule: 'bp', layerRules: [{ layer: 2, rule: 'fa' }] },
        'fa',
      ],
    }),
  },
};
