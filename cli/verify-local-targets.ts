/**
 * Checks of rules with targets and phases: predictive coding after its steps of inference, equilibrium propagation's three
 * states, targets of difference target propagation. Predictive coding and equilibrium propagation are held at y as numbers, so
 * their loss is the squared error, of which the engine takes the mean and the file a half of the sum.
 */
import { add, mul, stack, type Tensor } from '@tensorflow/tfjs-core';
import type { RuleContext } from '../src/engine/learning-rule';
import { ofLayer } from '../src/engine/network';
import { createRule } from '../src/rules';
import { type DecoderState, initDecoders } from '../src/rules/decoders';
import { dtpPlan } from '../src/rules/dtp';
import {
  atRest,
  type Equilibrium,
  SETTLING_ORDERS,
  SETTLING_UNITS,
  settleFor,
} from '../src/rules/ep-network';
import { shiftsOf, type TargetPlan } from '../src/rules/local-targets';
import { sdtpPlan } from '../src/rules/sdtp';
import { lossScale } from '../src/rules/unit-loss';
import { energyOf, inferenceOf } from '../src/rules/value-nodes';
import { ruleParams } from '../src/spec/rule-params';
import type { RuleChoice } from '../src/spec/spec';
import {
  choiceOf,
  compare,
  contextOf,
  type Finding,
  type Local,
  type LocalCheck,
  type LocalChecks,
} from './verify-local-context';
import { constantOf, fieldOf, LocalProblem, listOf } from './verify-local-read';

/** What differences of nearby states lose in single precision. */
const CANCELLING = 1e-3;

/** The pass of the file's batch with its answers as targets that are numbers. In the caller's scope. */
const squared = (local: Local): RuleContext => contextOf({ ...local, loss: 'mse' });

/** One tensor per layer against the lists of the file. */
const layerwise = (
  what: string,
  found: readonly Tensor[],
  expected: unknown,
  tolerance?: number,
): readonly Finding[] =>
  listOf(expected).map((values, at) => ({
    where: `${what} ${at + 1}`,
    found: found[at] ?? [],
    expected: values,
    ...(tolerance && { tolerance }),
  }));

/** Gradients of the weights under a rule, of a half of the summed squares. */
function descentOf(context: RuleContext, choice: RuleChoice): readonly Tensor[] {
  const { network, params, loss } = context;
  const rule = createRule(choice);
  const { gradients } = rule.step(context, rule.init(network, { seed: 0, weights: params.W }));
  return gradients.W.map((g) => mul(g, 1 / lossScale(loss, network.outputs)));
}

const predictiveCoding: LocalCheck = (local) =>
  compare(() => {
    const { value, rows } = local;
    const [steps, rate, variance] = ['T', 'gamma', 'S'].map((name) => constantOf(local, name));
    if (!steps || !rate || !variance) throw new LocalProblem('T, gamma and S should be above 0');
    const context = squared(local);
    const moments = inferenceOf(context, { steps, rate, variance });
    const energies = moments
      .slice(0, -1)
      .map((moment): Tensor => mul(energyOf(context, moment, variance), rows));
    const last = moments.at(-1);
    const params = { inferenceSteps: steps, inferenceRate: rate, outputVariance: variance };
    const ascent = descentOf(context, choiceOf('pc', params)).map((g) => mul(g, -1));
    return [
      { where: 'energy', found: stack(energies), expected: fieldOf(value, 'F_before_each_step') },
      { where: 'x 1', found: last?.x[0] ?? [], expected: fieldOf(value, 'x1') },
      { where: 'x 2', found: last?.x[1] ?? [], expected: fieldOf(value, 'x2') },
      ...layerwise('eps', last?.errors ?? [], fieldOf(value, 'eps')),
      ...layerwise('ascent', ascent, fieldOf(value, 'ascent_dK')),
    ];
  });

const equilibrium: LocalCheck = (local) =>
  compare(() => {
    const { value } = local;
    const [freeSteps, nudgedSteps, nudge] = ['T1', 'T2', 'beta'].map((name) => constantOf(local, name));
    if (!freeSteps || !nudgedSteps || !nudge) throw new LocalProblem('T1, T2 and beta should be above 0');
    const context = squared(local);
    const { y } = context.batch;
    const site: Equilibrium = { ...context, units: SETTLING_UNITS.steep, order: SETTLING_ORDERS.together };
    const free = settleFor(site, freeSteps, atRest(site));
    const nudged = (beta: number): readonly Tensor[] => settleFor(site, nudgedSteps, free, { beta, y });
    const choice = choiceOf('ep', {
      freeSteps,
      nudgedSteps,
      nudge,
      settlingUnits: SETTLING_UNITS.steep,
      settlingOrder: SETTLING_ORDERS.together,
    });
    return [
      ...layerwise('free', free, fieldOf(value, 'free')),
      ...layerwise('plus', nudged(nudge), fieldOf(value, 'plus')),
      ...layerwise('minus', nudged(-nudge), fieldOf(value, 'minus')),
      ...layerwise('descent', descentOf(context, choice), fieldOf(value, 'descent_gK_sym'), CANCELLING),
    ];
  });

/** ĥ_l of the hidden layers, with decoders that have the file's weights and no bias. In the caller's scope. */
function targetsOf(local: Local, plan: TargetPlan): readonly Tensor[] {
  const context = contextOf(local);
  const { network, params, trace } = context;
  const last = network.layers.length - (plan.decodesAnswer ? 0 : 1);
  const drawn = initDecoders(network, { seed: 0, weights: params.W }, { last, auxiliaryUnits: 0 });
  const feedback = drawn.feedback.map((V, at) => V && (local.Q[at] ?? V));
  const state: DecoderState = { ...drawn, feedback };
  return shiftsOf(context, state, plan).map((shift, at) => add(ofLayer(trace.h, at + 1), shift));
}

const targets: LocalCheck = (local) =>
  compare(() => {
    const params = ruleParams({ targetRate: constantOf(local, 'lr0') });
    const [first, second] = targetsOf(local, dtpPlan(params));
    const simplified = targetsOf(local, sdtpPlan(params))[1];
    return [
      { where: 'target 2', found: second ?? [], expected: fieldOf(local.value, 'T2') },
      { where: 'target 1', found: first ?? [], expected: fieldOf(local.value, 'T1') },
      { where: 'simplified target 2', found: simplified ?? [], expected: fieldOf(local.value, 'SDTP_T2') },
    ];
  });

export const TARGET_CHECKS: LocalChecks = {
  PC: predictiveCoding,
  EP: equilibrium,
  DTP: targets,
};
