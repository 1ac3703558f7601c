import type { ArmSpec } from '../../spec/spec';

const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * The sentence over the curves: the preset's own while its rules are the ones that run, what runs otherwise ("DTP, PC and BP,
 * side by side."). `names` are those of `arms`, in order.
 */
export function captionWords(
  preset: { readonly caption: string; readonly arms: readonly ArmSpec[] },
  arms: readonly ArmSpec[],
  names: readonly string[],
): string {
  const rulesOf = (those: readonly ArmSpec[]): string => those.map(({ rule }) => rule).join();
  if (rulesOf(arms) === rulesOf(preset.arms)) return preset.caption;
  return names.length === 1 ? `${names[0]} on its own.` : `${AND.format(names)}, side by side.`;
}
