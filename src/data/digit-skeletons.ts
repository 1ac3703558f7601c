/**
 * The pen paths of the drawn digits: several handwriting styles for every digit.
 * A path is a list of points "x,y" in hundredths of the digit's height (y grows downwards) that the pen passes through
 * smoothly; "!" after a point makes it a corner. The paths are this project's own.
 */

/** One pen stroke. `points` is x, y, x, y …; `corners[k]` tells whether the pen turns sharply at point k. */
export interface Stroke {
  readonly points: Float64Array;
  readonly corners: readonly boolean[];
}

/** One way of writing a digit; all styles of a digit are equally frequent. */
export interface DigitStyle {
  readonly name: string;
  readonly strokes: readonly Stroke[];
}

function parseStroke(path: string): Stroke {
  const words = path.split(' ');
  return {
    points: Float64Array.from(words.flatMap((word) => word.replace('!', '').split(',').map(Number))),
    corners: words.map((word) => word.endsWith('!')),
  };
}

function style(name: string, ...paths: readonly string[]): DigitStyle {
  return { name, strokes: paths.map(parseStroke) };
}

/** Styles of the digits 0 to 9. */
export const DIGIT_STYLES: readonly (readonly DigitStyle[])[] = [
  [
    style('oval', '38,3 18,10 6,34 6,64 18,90 36,98 54,86 62,60 60,30 48,8 32,3'),
    style('narrow oval', '34,4 20,14 12,42 13,72 24,95 38,94 48,70 48,36 40,10 28,4'),
    style('circle', '44,16 24,14 6,32 2,58 14,82 38,88 60,76 68,50 58,26 38,14'),
    style('open', '24,8 8,28 4,58 16,88 38,97 56,80 60,48 50,18 34,6'),
    style('curled', '34,26 46,10 30,2 10,22 4,56 14,88 36,98 56,82 60,48 52,18 40,6'),
  ],
  [
    style('bar', '30,2 30,50 30,98'),
    style('slash', '46,2 32,48 16,98'),
    style('flag', '10,26 22,16 34,2! 33,50 32,98'),
    style('flag and foot', '12,24 32,3! 32,50 32,97', '8,97 32,98 58,96'),
    style('long flag', '0,46 18,28 38,3! 38,50 37,98'),
  ],
  [
    style('angle', '6,24 16,7 36,2 54,14 54,36 36,62 6,96! 34,96 64,95'),
    style('loop', '8,26 20,6 42,3 56,20 48,46 28,74 10,92 2,86 12,76 32,86 64,96'),
    style('zed', '8,10 32,7 56,8! 32,50 6,94! 34,93 62,92'),
    style('swan', '12,28 22,8 42,4 54,20 46,46 28,70 6,94! 22,86 42,95 64,86'),
    style('round', '4,34 10,12 32,2 58,14 60,40 40,64 12,86! 38,88 66,96'),
  ],
  [
    style('two bowls', '8,14 26,2 50,10 50,34 24,46! 52,54 60,78 38,97 6,86'),
    style('flat top', '8,5 32,4 56,4! 26,40! 52,48 60,74 40,96 6,90'),
    style('knot', '8,10 32,2 54,14 44,38 22,48 24,40 48,52 58,76 36,97 8,90'),
    style('wide', '4,20 24,2 54,8 56,32 34,46! 60,54 66,80 40,98 2,84'),
  ],
  [
    style('open', '14,6 10,30 4,58! 34,58 66,56', '48,10 47,54 45,98'),
    style('closed', '46,98 47,50 48,2! 26,34 3,68! 34,68 66,66'),
    style('round', '12,8 8,34 18,50 36,52 52,44', '56,6 52,50 46,98'),
    style('leaning', '40,2 22,30 4,62! 34,60 66,58', '46,34 40,66 34,98'),
  ],
  [
    style('one stroke', '56,4 36,4 16,5! 13,44! 34,38 56,50 60,74 40,96 6,88'),
    style('hat', '18,8 15,26 13,46! 34,38 56,52 58,78 36,98 6,90', '18,8 38,6 62,3'),
    style('ess', '56,10 36,3 16,16 22,40 46,54 56,76 38,97 6,90'),
    style('square', '58,4 36,4 14,5! 12,28 10,50! 30,46 54,50 54,94! 30,95 4,95'),
  ],
  [
    style('bow', '52,6 28,18 10,46 8,76 28,98 52,88 54,64 34,54 12,68'),
    style('stem', '44,2 26,28 12,58 10,84 30,98 50,86 50,68 32,62 14,76'),
    style('hook', '58,16 42,3 20,14 6,48 10,84 34,98 58,82 52,58 28,54 10,72'),
    style('big belly', '38,2 18,22 4,54 8,86 34,98 62,84 62,56 38,44 10,58'),
  ],
  [
    style('plain', '4,7 32,6 60,6! 44,48 26,98'),
    style('bar', '4,8 32,7 60,6! 44,48 28,98', '20,54 36,51 56,48'),
    style('curved', '4,14 24,6 40,9 60,7! 44,34 32,64 30,98'),
    style('serif', '6,24 7,7! 32,7 60,6! 42,50 22,98'),
    style('serif and bar', '5,22 7,8! 32,8 60,6! 46,46 34,98', '22,52 38,50 58,48'),
  ],
  [
    style('ess', '50,14 32,2 12,14 18,36 42,54 56,76 36,98 10,86 14,62 38,46 54,24 44,6'),
    style('two rings', '34,3 16,10 14,32 32,45 50,34 50,12 30,3', '32,45 8,62 10,88 32,98 54,88 56,62 32,45'),
    style('open', '58,12 38,2 16,14 24,38 48,56 54,82 32,98 10,84 20,60 42,42 60,20'),
    style('small head', '40,10 28,4 20,16 30,30 48,50 58,78 34,98 8,82 16,52 36,32 44,14'),
  ],
  [
    style('straight tail', '50,20 32,3 10,14 8,38 28,50 48,34 54,8! 52,52 49,98'),
    style('curved tail', '52,18 32,2 10,14 10,38 32,48 52,28 56,58 44,90 12,96'),
    style('slash tail', '54,16 34,3 12,16 12,38 32,46 56,16! 42,56 24,98'),
    style('cane', '56,30 46,6 22,4 6,24 16,46 40,46 56,24! 56,62 54,98'),
  ],
];
