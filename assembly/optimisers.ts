/**
 * One parameter's move by an optimiser, in one pass: the definitions of src/engine/optimisers.ts.
 * Gradients below 1e-15, of which the square fades into nothing, count as zero. `decay` is λ of g ← g + λW. New values may be written over the old ones.
 */
import { withoutTraces } from './functions';
import { getSome, putSome } from './lanes';

/** W ← W − η · direction */
function move(W: usize, w: v128, direction: v128, eta: v128, left: usize): void {
  putSome(W, f32x4.add(w, f32x4.mul(direction, eta)), left);
}

export function sgd(W: usize, g: usize, count: i32, minusRate: f32, decay: f32, newW: usize): void {
  const eta = f32x4.splat(minusRate),
    lambda = f32x4.splat(decay);
  const bytes = (<usize>count) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at,
      w = getSome(W + at, left);
    const gradient = f32x4.add(getSome(g + at, left), f32x4.mul(w, lambda));
    move(newW + at, w, gradient, eta, left);
  }
}

/** v ← μ v + g */
export function momentum(
  W: usize,
  g: usize,
  v: usize,
  count: i32,
  minusRate: f32,
  decay: f32,
  keep: f32,
  newW: usize,
  newV: usize,
): void {
  const eta = f32x4.splat(minusRate),
    lambda = f32x4.splat(decay),
    mu = f32x4.splat(keep);
  const bytes = (<usize>count) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at,
      w = getSome(W + at, left);
    const gradient = f32x4.add(getSome(g + at, left), f32x4.mul(w, lambda));
    const velocity = withoutTraces(f32x4.add(f32x4.mul(getSome(v + at, left), mu), gradient), 1e-30);
    putSome(newV + at, velocity, left);
    move(newW + at, w, velocity, eta, left);
  }
}

/** s ← α s + (1 − α) g², direction g / (√s + ε) */
export function rmsprop(
  W: usize,
  g: usize,
  s: usize,
  count: i32,
  minusRate: f32,
  decay: f32,
  keep: f32,
  rest: f32,
  epsilon: f32,
  newW: usize,
  newS: usize,
): void {
  const eta = f32x4.splat(minusRate),
    lambda = f32x4.splat(decay);
  const alpha = f32x4.splat(keep),
    beta = f32x4.splat(rest),
    small = f32x4.splat(epsilon);
  const bytes = (<usize>count) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at,
      w = getSome(W + at, left);
    const gradient = withoutTraces(f32x4.add(getSome(g + at, left), f32x4.mul(w, lambda)), 1e-15);
    const square = withoutTraces(
      f32x4.add(f32x4.mul(getSome(s + at, left), alpha), f32x4.mul(f32x4.mul(gradient, gradient), beta)),
      1e-36,
    );
    putSome(newS + at, square, left);
    move(newW + at, w, f32x4.div(gradient, f32x4.add(f32x4.sqrt(square), small)), eta, left);
  }
}

/** m ← β₁ m + (1 − β₁) g,  s ← β₂ s + (1 − β₂) g², direction m / (√s · ratio + small): both bias corrections are in those two. */
export function adam(
  W: usize,
  g: usize,
  m: usize,
  s: usize,
  count: i32,
  minusRate: f32,
  decay: f32,
  keep1: f32,
  rest1: f32,
  keep2: f32,
  rest2: f32,
  ratio: f32,
  small: f32,
  newW: usize,
  newM: usize,
  newS: usize,
): void {
  const eta = f32x4.splat(minusRate),
    lambda = f32x4.splat(decay);
  const b1 = f32x4.splat(keep1),
    r1 = f32x4.splat(rest1),
    b2 = f32x4.splat(keep2),
    r2 = f32x4.splat(rest2);
  const scale = f32x4.splat(ratio),
    shift = f32x4.splat(small);
  const bytes = (<usize>count) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at,
      w = getSome(W + at, left);
    const gradient = withoutTraces(f32x4.add(getSome(g + at, left), f32x4.mul(w, lambda)), 1e-15);
    const mean = withoutTraces(
      f32x4.add(f32x4.mul(getSome(m + at, left), b1), f32x4.mul(gradient, r1)),
      1e-30,
    );
    const square = withoutTraces(
      f32x4.add(f32x4.mul(getSome(s + at, left), b2), f32x4.mul(f32x4.mul(gradient, gradient), r2)),
      1e-36,
    );
    putSome(newM + at, mean, left);
    putSome(newS + at, square, left);
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(square), scale), shift);
    move(newW + at, w, f32x4.div(mean, below), eta, left);
  }
}
