/**
 * How large the RDMs are: the largest whole cell with which the grid takes at most 47.5 % of the bench and both rows fit
 * the window. With more arms the columns shrink to cells of 2, then the grid scrolls sideways inside its panel.
 */
import { type RdmLayout, rdmLayout } from '../../charts/rdm-layout';

/** Design pixels: class digits left of the first column, gap between columns, least width of the curves. */
export const RDM_TICKS = 18;
export const RDM_GAP = 12;
const BENCH_PADDING = 40;
const BENCH_GAP = 28;
const LEAST_TIME = 400;
const LEAST_STATE = 384;
const LEAST_CELL = 2;
/** Heights that are not RDM: bars above, heads, class digits, readout. */
const ABOVE_AND_BELOW = 318;
const LARGEST_ON_PHONE = 360;

export interface GeometryRequest {
  /** CSS pixels, padding included. */
  readonly benchWidth: number;
  readonly windowHeight: number;
  readonly isOneColumn: boolean;
  readonly isFullscreen: boolean;
  readonly arms: number;
  readonly rows: number;
  readonly count: number;
  readonly groups: readonly number[];
  /** CSS pixels per design pixel. */
  readonly unit: number;
  readonly devicePixelRatio: number;
}

export interface RdmGeometry {
  readonly layout: RdmLayout;
  /** Width of the state column, CSS pixels; null where it is the page's. */
  readonly stateWidth: number | null;
}

/** Room for the edge of one RDM, CSS pixels. */
function roomForEdge(request: GeometryRequest): number {
  const { benchWidth, windowHeight, arms, rows, unit } = request;
  const inner = benchWidth - BENCH_PADDING * unit;
  const aside = (RDM_TICKS + RDM_GAP * (arms - 1)) * unit;
  const high = Math.max(192 * unit, (windowHeight - ABOVE_AND_BELOW * unit) / rows);
  if (request.isFullscreen) return Math.min((inner - aside) / arms, (windowHeight - 220 * unit) / rows);
  if (request.isOneColumn) return Math.min(LARGEST_ON_PHONE * unit, (inner - aside) / arms);
  return Math.min((inner * 0.475 - aside) / arms, high);
}

/** Sizes for a bench; `count` must be the sum of `groups`. */
export function rdmGeometry(request: GeometryRequest): RdmGeometry {
  const { arms, unit, count, groups, devicePixelRatio, benchWidth } = request;
  const least = LEAST_CELL * count + groups.length - 1;
  const layout = rdmLayout({
    available: Math.max(least, roomForEdge(request)),
    count,
    groups,
    devicePixelRatio,
    maxCell: request.isFullscreen ? 16 : 6 * unit,
  });
  if (request.isOneColumn || request.isFullscreen) return { layout, stateWidth: null };
  const inner = benchWidth - BENCH_PADDING * unit;
  const grid = (RDM_TICKS + RDM_GAP * (arms - 1)) * unit + arms * layout.edgePx;
  const most = Math.max(inner * 0.475, inner - (BENCH_GAP + LEAST_TIME) * unit);
  return { layout, stateWidth: Math.min(Math.max(grid, LEAST_STATE * unit), most) };
}
