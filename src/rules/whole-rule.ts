/**
 * A rule that is more than what carries the error: targets, phases, plasticity of its own. It makes an arm's `LearningRule` itself;
 * what is asked of every update (clip, signs, the first norm kept) is put around it here.
 *   W ← W n / ‖W‖ after each step, n = ‖W‖ when the rule took over
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleChoice, RuleId } from '../spec/spec';
import { beforeUpdateOf } from './before-update';
import { normOf, withFirstNorm } from './norms';

export interface WholeRule {
  readonly kind: 'whole';
  readonly id: RuleId;
  /** The rule of an arm; `layerRules` and `painted` of the choice say nothing to it. */
  create(choice: RuleChoice): LearningRule;
}

/** Value of `normConstraint`: weights keep their first norm. */
const KEEPS_FIRST_NORM = 1;

/** A whole rule's `LearningRule` with what its arm wants of every update. */
export function createWhole(rule: WholeRule, choice: RuleChoice): LearningRule {
  const made = rule.create(choice);
  const { params } = choice;
  const beforeUpdate = made.beforeUpdate ? undefined : beforeUpdateOf(params);
  const complete = beforeUpdate ? { ...made, beforeUpdate } : made;
  return params.normConstraint === KEEPS_FIRST_NORM ? keepingNorms(complete) : complete;
}

/** A rule's state, and the norms that its weights keep. */
interface NormedState extends RuleState {
  readonly own: RuleState;
  /** ‖W_l‖ when the rule took over. `[]` each */
  readonly firstNorms: PerLayer<Tensor>;
}

function keepingNorms(rule: LearningRule): LearningRule<NormedState> {
  const { warmUp, predict, statesOf, anglesOf, innerOf, takesIn, ...rest } = rule;
  const normed = ({ W, ...others }: Params, before: Params, { firstNorms }: NormedState): Params => ({
    ...others,
    W: W.map((weights, position) =>
      weights === before.W[position] ? weights : withFirstNorm(weights, ofLayer(firstNorms, position + 1)),
    ),
  });
  const withOwn = (state: NormedState, own: RuleState): NormedState => ({
    ...state,
    own,
    feedback: own.feedback,
  });
  return {
    ...rest,
    init(network, options) {
      const own = rule.init(network, options);
      const firstNorms = inScope(() => options.weights.map(normOf)); // []
      return { own, firstNorms, feedback: own.feedback };
    },
    step(context, state) {
      const step = rule.step(context, state.own);
      return { ...step, state: withOwn(state, step.state) };
    },
    afterUpdate(context, state) {
      const after = rule.afterUpdate?.(context, state.own);
      return {
        params: normed(after?.params ?? context.params, context.before, state),
        state: withOwn(state, after?.state ?? state.own),
      };
    },
    ...(warmUp && {
      warmUp(context, state) {
        const warmed = warmUp.call(rule, context, state.own);
        return {
          ...(warmed.params && { params: normed(warmed.params, context.params, state) }),
          state: withOwn(state, warmed.state),
        };
      },
    }),
    ...(predict && { predict: (context, state) => predict.call(rule, context, state.own) }),
    ...(statesOf && { statesOf: (context, state) => statesOf.call(rule, context, state.own) }),
    ...(anglesOf && { anglesOf: (state, params) => anglesOf.call(rule, state.own, params) }),
    ...(innerOf && { innerOf: (context, state) => innerOf.call(rule, context, state.own) }),
    ...(takesIn && { takesIn: (context, state, layer) => takesIn.call(rule, context, state.own, layer) }),
    feedbackOf: (state, layer, params) => rule.feedbackOf(state.own, layer, params),
    dispose(state) {
      rule.dispose(state.own);
      disposeAll(state.firstNorms);
    },
  };
}
