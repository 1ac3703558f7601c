/**
 * What the drawn objects are made of: ten outlines in two families, round ones and angular ones, and twenty signs.
 * An outline is its distance r(θ) from the centre in every direction, θ clockwise from the right, y downwards, tabulated so
 * that two outlines can be mixed. Outlines and signs are this project's own.
 */

/** Directions in a table of distances. */
export const DIRECTIONS = 360;

export interface ObjectClass {
  readonly name: string;
  /** 0 for round outlines, 1 for angular ones. */
  readonly group: 0 | 1;
  /** Distance from centre to outline by direction, mean about 1. `[360]` */
  readonly outline: Float64Array;
}

export const GROUP_NAMES = ['Round', 'Angular'] as const;

const TURN = 2 * Math.PI;

/** An outline from a formula, brought to mean distance 1. */
function outlineOf(distance: (theta: number) => number): Float64Array {
  const table = Float64Array.from({ length: DIRECTIONS }, (_, k) => distance((k / DIRECTIONS) * TURN));
  const mean = table.reduce((sum, value) => sum + value, 0) / DIRECTIONS;
  return table.map((value) => value / mean);
}

/** Where the ray in direction θ leaves the polygon with these corners "x,y", which sees its centre 0,0 from everywhere. */
function polygonDistance(corners: readonly (readonly [number, number])[], theta: number): number {
  const dx = Math.cos(theta);
  const dy = Math.sin(theta);
  let nearest = Number.POSITIVE_INFINITY;
  for (const [index, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [0, 0];
    const ex = bx - ax;
    const ey = by - ay;
    const determinant = dx * ey - dy * ex;
    if (Math.abs(determinant) < 1e-12) continue;
    const along = (ax * ey - ay * ex) / determinant;
    const across = (ax * dy - ay * dx) / determinant;
    if (along > 0 && across >= -1e-9 && across <= 1 + 1e-9) nearest = Math.min(nearest, along);
  }
  return nearest;
}

function polygon(text: string): Float64Array {
  const corners = text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x, y] as const;
  });
  return outlineOf((theta) => polygonDistance(corners, theta));
}

/** How far θ is from straight up, −π to π. */
const fromTop = (theta: number): number => Math.atan2(Math.cos(theta), -Math.sin(theta));

const starCorners = Array.from({ length: 10 }, (_, k) => {
  const radius = k % 2 === 0 ? 1.35 : 0.56;
  const angle = (k / 10) * TURN - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(3)},${(radius * Math.sin(angle)).toFixed(3)}`;
}).join(' ');

/** The ten classes in the order of their labels; classes of a group are neighbours. */
export const OBJECT_CLASSES: readonly ObjectClass[] = [
  { name: 'Ball', group: 0, outline: outlineOf(() => 1) },
  { name: 'Blossom', group: 0, outline: outlineOf((theta) => 1 + 0.3 * Math.cos(5 * fromTop(theta))) },
  {
    name: 'Drop',
    group: 0,
    outline: outlineOf((theta) => 0.92 + 0.75 * Math.exp(-((fromTop(theta) / 0.42) ** 2))),
  },
  {
    name: 'Heart',
    group: 0,
    outline: outlineOf((theta) => {
      const top = fromTop(theta);
      const notch = 0.62 * Math.exp(-((top / 0.38) ** 2));
      const tip = 0.42 * Math.exp(-(((Math.PI - Math.abs(top)) / 0.38) ** 2));
      return 1.05 - notch + tip + 0.12 * Math.cos(2 * top - 0.4);
    }),
  },
  {
    name: 'Bean',
    group: 0,
    outline: outlineOf((theta) => 1 + 0.38 * Math.cos(2 * theta) - 0.2 * Math.cos(fromTop(theta))),
  },
  { name: 'Tent', group: 1, outline: polygon('0,-1.45 1.35,0.95 -1.35,0.95') },
  { name: 'Box', group: 1, outline: polygon('-1,-1 1,-1 1,1 -1,1') },
  { name: 'Star', group: 1, outline: polygon(starCorners) },
  {
    name: 'Cross',
    group: 1,
    outline: polygon(
      '-0.42,-1.3 0.42,-1.3 0.42,-0.42 1.3,-0.42 1.3,0.42 0.42,0.42 0.42,1.3 -0.42,1.3 -0.42,0.42 -1.3,0.42 -1.3,-0.42 -0.42,-0.42',
    ),
  },
  {
    name: 'Arrow',
    group: 1,
    outline: polygon('0,-1.45 1.3,0 0.55,0.02 0.55,1.3 -0.55,1.3 -0.55,0.02 -1.3,0'),
  },
];

/** Mean outline of all classes: what is drawn where the class has no signal. `[360]` */
export const MEAN_OUTLINE = Float64Array.from(
  { length: DIRECTIONS },
  (_, k) =>
    OBJECT_CLASSES.reduce((sum, { outline }) => sum + (outline[k] as number), 0) / OBJECT_CLASSES.length,
);

/** Signs have 5 × 5 cells. */
export const SIGN_SIDE = 5;

/** Rows of a sign from the top; # is ink. */
const sign = (rows: string): Uint8Array =>
  Uint8Array.from([...rows.replaceAll(' ', '')].map((cell) => Number(cell === '#')));

/** Two signs for every class: sign 2c + s belongs to subclass s of class c. `[25]` each, 0 or 1 */
export const SIGNS: readonly Uint8Array[] = [
  sign('..#.. ..#.. ##### ..#.. ..#..'),
  sign('#...# .#.#. ..#.. .#.#. #...#'),
  sign('##### #...# #...# #...# #####'),
  sign('..#.. .#.#. #...# .#.#. ..#..'),
  sign('##### ..... ##### ..... #####'),
  sign('#.#.# #.#.# #.#.# #.#.# #.#.#'),
  sign('##### ..#.. ..#.. ..#.. ..#..'),
  sign('..#.. ..#.. ..#.. ..#.. #####'),
  sign('#.... #.... #.... #.... #####'),
  sign('##### ....# ....# ....# ....#'),
  sign('#...# #...# ##### #...# #...#'),
  sign('##### #.... ###.. #.... #####'),
  sign('##... ##... ..... ...## ...##'),
  sign('...## ...## ..... ##... ##...'),
  sign('.###. .###. .###. ..... .###.'),
  sign('..... .###. .#.#. .###. .....'),
  sign('#.... .#... ..#.. ...#. ....#'),
  sign('....# ...#. ..#.. .#... #....'),
  sign('..#.. .###. ##### ..... .....'),
  sign('..... ..... ##### .###. ..#..'),
];
