/**
 * What others report of each rule, for the column beside ours: other networks, all the data and many more epochs. A figure
 * is `read` where it stands in published code, its log or its documentation; the others are the neighbourhood that a paper
 * is remembered for, and no bound for anything.
 */
import type { RuleId } from '../src/spec/spec';

export interface PublishedFigure {
  /** Test accuracy in percent, or a range of it, with what it was measured on. */
  readonly figure: string;
  readonly source: string;
  readonly isRead: boolean;
}

const read = (figure: string, source: string): PublishedFigure => ({ figure, source, isRead: true });
const about = (figure: string, source: string): PublishedFigure => ({ figure, source, isRead: false });

const AKROUT = 'Akrout 2019, code’s log: 784-500-10, 400 epochs';
const BARTUNOV = 'Bartunov 2018, dense';

/** Of the dense networks, by data set. */
export const PUBLISHED: Readonly<
  Partial<Record<RuleId, Readonly<Partial<Record<string, PublishedFigure>>>>>
> = {
  bp: { mnist: read('98.5', AKROUT) },
  fa: { mnist: read('97.8', AKROUT) },
  dfa: { mnist: about('98.3', 'Nøkland 2016, 2 × 800 tanh') },
  kp: { mnist: read('98.45', AKROUT) },
  wm: { mnist: read('98.49', AKROUT) },
  dtp: { mnist: about('98.1', 'Lee 2015, 7 × 240 tanh') },
  sdtp: { mnist: about('96.5–97.7', BARTUNOV) },
  pc: { mnist: about('98.2–98.3', 'Whittington and Bogacz 2017') },
  ep: { mnist: about('97–98', 'Scellier and Bengio 2017') },
  guerguiev: { mnist: about('96–97', 'Guerguiev 2017') },
  sacramento: { mnist: about('98.0', 'Sacramento 2018') },
  burstprop: { mnist: read('89.6', 'Payeur 2021, code’s demonstration: one hidden layer, 10 epochs') },
  forwardForward: { mnist: about('98.6', 'Hinton 2022, 4 × 2000') },
  localLoss: {
    mnist: read('99.3', 'Nøkland and Eidnes 2019, code’s documentation: “pred”, 3 × 1024'),
    'fashion-mnist': read('91.4', 'Nøkland and Eidnes 2019, code’s documentation: “pred”, 3 × 1024'),
  },
  readout: { mnist: about('94–95', 'one random ReLU layer of 1000') },
};
