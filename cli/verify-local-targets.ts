/**
 * Checks of rules with targets and phases: predictive coding after its steps of inference, equilibrium propagation's three
 * states, targets of difference target propagation. Predictive coding and equilibrium propagation are held at y as numbers, so
 * their loss is the squared error, of which the engine takes the mean and the file a half of the sum.
 */
import { add, mul, stack, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../src/engine/activations';
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
import type { Activation, RuleChoice } from '../src/spec/spec';
import {
  choiceOf,
  compare,
  contextOf,
  type Finding,
  feedbackIn,
  type Local,
  type LocalCheck,
  type LocalChecks,
  layerwise,
} from './verify-local-context';
import { constantOf, fieldOf, LocalProblem, roundsOf } from './verify-local-read';

/** What differences of nearby states lose in single precision. */
const CANCELLING = 1e-3;

/** The pass of the file's batch with its answers as targets that are numbers. In the caller's scope. */
const squared = (local: Local): RuleContext => contextOf({ ...local, loss: 'mse' });

/** Hidden layers against the fields of the file that are named after them: x1, x2. */
const hiddenLayers = (
  what: string,
  name: string,
  found: readonly Tensor[],
  value: unknown,
): readonly Finding[] =>
  found.map((tensor, at) => ({
    where: `${what} ${at + 1}`,
    found: tensor,
    expected: fieldOf(value, `${name}${at + 1}`),
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
    const steps = roundsOf(local, 'T');
    const [rate, variance] = ['gamma', 'S'].map((name) => constantOf(local, name));
    if (!rate || !variance) throw new LocalProblem('gamma and S should not be 0');
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
      ...hiddenLayers('x', 'x', last?.x ?? [], value),
      ...layerwise('eps', last?.errors ?? [], fieldOf(value, 'eps')),
      ...layerwise('ascent', ascent, fieldOf(value, 'ascent_dK')),
    ];
  });

const equilibrium: LocalCheck = (local) =>
  compare(() => {
    const { value } = local;
    const [freeSteps, nudgedSteps] = [roundsOf(local, 'T1'), roundsOf(local, 'T2')];
    const nudge = constantOf(local, 'beta');
    if (nudge === 0) throw new LocalProblem('beta should not be 0');
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
      ...layerwise('descent', descentOf(context, choice), fieldOf(value, 'descent_gK_sym'), () => CANCELLING),
    ];
  });

/** ĥ_l of the hidden layers, with decoders that have the file's weights and no bias. In the caller's scope. */
function targetsOf(local: Local, plan: TargetPlan): readonly Tensor[] {
  const context = contextOf(local);
  const { network, params, trace } = context;
  const Q = feedbackIn(local);
  const activation = decoding(local);
  const layers = network.layers.map((layer) => ({ ...layer, ...(activation && { activation }) }));
  const last = network.layers.length - (plan.decodesAnswer ? 0 : 1);
  const drawn = initDecoders(network, { seed: 0, weights: params.W }, { last, auxiliaryUnits: 0 });
  const feedback = drawn.feedback.map((V, at) => V && (Q[at] ?? V));
  const state: DecoderState = { ...drawn, feedback };
  const decodes = { ...context, network: { ...network, layers } };
  return shiftsOf(decodes, state, plan).map((shift, at) => add(ofLayer(trace.h, at + 1), shift));
}

/** What decoders end with, where the key says so: G_l(h)=tanh(h@Q_l^T). Null: as the layer that they lead to. */
function decoding({ constants }: Local): Activation | null {
  const text = constants.get('G_l(h)');
  if (text === undefined) return null;
  const named = /^(\w+)\(/.exec(text)?.[1] ?? '';
  if (Object.hasOwn(ACTIVATIONS, named)) return named as Activation;
  throw new LocalProblem(`decoders that end with ${text} are unknown`);
}

const targets: LocalCheck = (local) =>
  compare(() => {
    const { value } = local;
    const params = ruleParams({ targetRate: constantOf(local, 'lr0') });
    const top = local.network.layers.length - 1;
    if (top === 0) throw new LocalProblem('there is no hidden layer');
    const simplified = targetsOf(local, sdtpPlan(params)).at(-1) ?? [];
    return [
      ...hiddenLayers('target', 'T', targetsOf(local, dtpPlan(params)), value),
      { where: `simplified target ${top}`, found: simplified, expected: fieldOf(value, `SDTP_T${top}`) },
    ];
  });

export const TARGET_CHECKS: LocalChecks = {
  PC: predictiveCoding,
  EP: equilibrium,
  DTP: targets,
};
