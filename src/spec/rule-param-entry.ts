/**
 * What is written about a number that a rule can be given. The entries stand in rule-params-*.ts, all together in rule-params.ts.
 */
import type { RuleParamId, RuleParams } from './spec';

/** Where a control for it belongs: with the feedback weights, the rule's own numbers, an ablation, or the update. */
export type RuleParamGroup = 'feedback' | 'rule' | 'ablation' | 'update';

export interface ParamChoice {
  readonly name: string;
  readonly help: string;
}

export interface RuleParamEntry {
  readonly id: RuleParamId;
  readonly group: RuleParamGroup;
  readonly label: string;
  readonly unit: string;
  /** What 0 stands for, where it is not just a small number: "full", "off". */
  readonly zero?: string;
  readonly help: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** 'log0' is logarithmic with 0 at its lower end. */
  readonly scale: 'linear' | 'log' | 'log0';
  /** A switch takes 0 and 1 only, an integer whole numbers, a choice the places in `choices`. */
  readonly kind: 'number' | 'integer' | 'switch' | 'choice';
  readonly choices?: readonly ParamChoice[];
  /** Matters before the first step only: a change waits for a reset. */
  readonly isForStart?: boolean;
  /** A change of it has the rule's own weights drawn anew, even while the arm trains. */
  readonly drawsAnew?: true;
  /** Small letters, two or more where a new one is needed, unlike those of all others; `c` (slot), `r` (rate), `y` (layer rules) and `e` (painted entries) are taken. */
  readonly urlKey: string;
  /** Whether the entry matters with these values of the others: the mode of a block with probability 0 does not. */
  readonly applies?: (params: RuleParams) => boolean;
}
