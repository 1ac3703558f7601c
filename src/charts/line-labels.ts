/**
 * Names at the ends of lines, in the arm's colour, in one column right of the newest sample and pushed apart.
 * Names that do not fit the gutter are shortened ("FA 1"); more names than rows collapse to one per arm.
 */
import { group } from 'd3';
import { armColour } from './arm-style';
import type { Plot } from './frame';
import { halo } from './line-axes';
import type { ChartLine, LineChartModel } from './line-chart-model';
import { pushApart, textWidthPx } from './push-apart';
import { lastFiniteIndex, lastStep } from './samples';
import { type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

interface EndLabel {
  readonly line: ChartLine;
  readonly text: string;
  readonly at: number;
}

/** The last step of any line: where the label column stands. −1 without samples. */
export function liveStep(lines: readonly ChartLine[]): number {
  return lines.reduce((latest, line) => Math.max(latest, lastStep(line)), -1);
}

/** Slots that stopped: their lines end in a cross instead of a name. */
export function stoppedSlots(model: LineChartModel): Set<number> {
  return new Set(model.marks.filter((mark) => mark.kind === 'divergence').map((mark) => mark.slot));
}

function labelText(line: ChartLine, roomPx: number, fontPx: number): string {
  const full = [line.arm, line.part].filter((word) => word !== '').join(' ');
  if (textWidthPx(full, fontPx) <= roomPx) return full;
  const last = line.part.split(' ').at(-1) ?? '';
  return `${line.arm} ${last}`.trim();
}

/** One name per arm, at the mean height of its lines. */
function perArm(labels: readonly EndLabel[]): EndLabel[] {
  return [...group(labels, (label) => label.line.slot).values()].flatMap((members) => {
    const first = members[0];
    if (first === undefined) return [];
    const at = members.reduce((sum, label) => sum + label.at, 0) / members.length;
    return [{ line: first.line, text: first.line.arm, at }];
  });
}

/** Labels with the same words that would touch become one. */
function mergeTwins(labels: readonly EndLabel[], gap: number): EndLabel[] {
  const kept: EndLabel[] = [];
  for (const label of labels) {
    const twin = kept.some(
      (other) =>
        other.line.slot === label.line.slot &&
        other.text === label.text &&
        Math.abs(other.at - label.at) < gap,
    );
    if (!twin) kept.push(label);
  }
  return kept;
}

/** The names of all test lines that still run. */
export function endLabelNodes(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const { frame, y } = plot;
  const { unit } = theme;
  const stopped = stoppedSlots(model);
  const x = frame.x(liveStep(model.lines)) + 8 * unit;
  const roomPx = frame.size.width - x + 10 * unit;
  let labels: EndLabel[] = [];
  for (const line of model.lines) {
    if (line.kind !== 'test' || line.isUnlabelled === true || stopped.has(line.slot)) continue;
    const index = lastFiniteIndex(line);
    if (index < 0) continue;
    const at = Math.min(Math.max(y(line.value[index] ?? 0), frame.top), frame.bottom);
    labels.push({ line, text: labelText(line, roomPx, 12 * unit), at });
  }
  const gap = 14 * unit;
  labels = mergeTwins(labels, gap);
  const room: [number, number] = [frame.top + 2 * unit, frame.bottom];
  if ((labels.length - 1) * 12 * unit > room[1] - room[0]) labels = perArm(labels);
  const placed = pushApart(
    labels.map((label) => label.at),
    gap,
    room,
  );
  return labels.map((label, index) =>
    svgNode(
      'text',
      {
        x,
        y: (placed[index] ?? label.at) + 4 * unit,
        'font-size': 12 * unit,
        'font-weight': 600,
        fill: armColour(theme, label.line.slot),
        ...halo(theme),
      },
      label.text,
    ),
  );
}
