/**
 * One requestAnimationFrame loop for every drawing on the page. Whatever changes (samples, view, size, theme) marks
 * drawings dirty; a frame draws those that are dirty and on screen, for at most BUDGET_MS, the rest in the next frame.
 */
import { readTheme, type Theme } from '../charts/theme';
import { useRun } from '../store/run-state';
import { subscribeSeries } from '../store/series';
import { useView } from '../store/view';

/** CSS pixels. */
export interface DrawnSize {
  readonly width: number;
  readonly height: number;
}

interface Drawing {
  /** Null until the element has been measured. */
  size: DrawnSize | null;
  isDirty: boolean;
  isVisible: boolean;
  /** Drawn for another size than it has now: it may stand wider than the page, so it is drawn even off screen. */
  isMisfit: boolean;
  /** Depends on theme and size alone. */
  readonly isStatic: boolean;
  readonly draw: (theme: Theme, size: DrawnSize) => void;
}

/** Main-thread milliseconds that a frame may spend on drawings; a click is never further away than this and one drawing. */
const BUDGET_MS = 8;
/** New samples ask for a frame this often at most; pointer and playhead ask at once. */
const SAMPLES_MS = 40;

const drawings = new Map<Element, Drawing>();
let theme: Theme | null = null;
let frame = 0;
let stop: (() => void) | null = null;

/** The theme in force, read once per change of theme or size. */
export function currentTheme(): Theme {
  theme ??= readTheme(document.documentElement);
  return theme;
}

function drawDirty(): void {
  frame = 0;
  const start = performance.now();
  for (const [element, drawing] of [...drawings]) {
    if (!drawing.isDirty || drawing.size === null) continue;
    if (!drawing.isVisible && !drawing.isMisfit) continue;
    if (performance.now() - start > BUDGET_MS) {
      schedule();
      return;
    }
    drawing.isDirty = false;
    drawing.isMisfit = false;
    // To the end of the queue, so that drawings that are always dirty do not starve the others.
    drawings.delete(element);
    drawings.set(element, drawing);
    drawing.draw(currentTheme(), drawing.size);
  }
}

function schedule(): void {
  if (frame === 0) frame = requestAnimationFrame(drawDirty);
}

/** Asks for a new frame of one drawing. */
export function markDirty(element: Element): void {
  const drawing = drawings.get(element);
  if (drawing) drawing.isDirty = true;
  schedule();
}

function markMoving(): void {
  for (const drawing of drawings.values()) drawing.isDirty ||= !drawing.isStatic;
  schedule();
}

let samplesTimer: ReturnType<typeof setTimeout> | null = null;
let samplesMs = 0;

/** The same for news from training, which comes more often than anyone can see. */
function markMovingSoon(): void {
  if (samplesTimer !== null) return;
  const wait = Math.max(0, samplesMs + SAMPLES_MS - performance.now());
  samplesTimer = setTimeout(() => {
    samplesTimer = null;
    samplesMs = performance.now();
    markMoving();
  }, wait);
}

function markAll(): void {
  theme = null;
  for (const drawing of drawings.values()) drawing.isDirty = true;
  schedule();
}

function start(): () => void {
  const root = new MutationObserver(markAll);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
  addEventListener('resize', markAll);
  document.fonts?.ready.then(markAll, markAll);
  const unsubscribe = [
    useView.subscribe(markMoving),
    useRun.subscribe(markMovingSoon),
    subscribeSeries(markMovingSoon),
  ];
  return () => {
    root.disconnect();
    removeEventListener('resize', markAll);
    for (const end of unsubscribe) end();
    cancelAnimationFrame(frame);
    frame = 0;
  };
}

/** Joins the loop; the function returned leaves it. A static drawing is redrawn for a new theme or size only. */
export function addDrawing(element: Element, draw: Drawing['draw'], isStatic = false): () => void {
  const drawing: Drawing = { size: null, isDirty: true, isVisible: false, isMisfit: false, isStatic, draw };
  drawings.set(element, drawing);
  stop ??= start();
  const sizes = new ResizeObserver(([entry]) => {
    if (!entry) return;
    drawing.isMisfit = drawing.size !== null;
    drawing.size = { width: entry.contentRect.width, height: entry.contentRect.height };
    markDirty(element);
  });
  sizes.observe(element);
  const sight = new IntersectionObserver(
    ([entry]) => {
      drawing.isVisible = entry?.isIntersecting ?? true;
      if (drawing.isVisible && drawing.isDirty) schedule();
    },
    { rootMargin: '160px' },
  );
  sight.observe(element);
  return () => {
    sizes.disconnect();
    sight.disconnect();
    drawings.delete(element);
    if (drawings.size === 0) {
      stop?.();
      stop = null;
    }
  };
}
