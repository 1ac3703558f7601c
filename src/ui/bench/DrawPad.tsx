import { Popover } from 'radix-ui';
import { type PointerEvent, useEffect, useRef } from 'react';
import { centreDigit } from './centre-digit';

/** Pixels of the drawing, whatever its size on the page. */
const SIZE = 168;
const PEN = 14;

/** A white sheet to draw on with pointer or finger; `onDraw` gets `[784]` ink 0–1 after every move, null when cleared. */
export function DrawPad({ onDraw }: { onDraw: (digit: Float32Array | null) => void }) {
  const sheet = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  const asked = useRef(0);

  useEffect(() => () => cancelAnimationFrame(asked.current), []);

  const read = (): void => {
    const context = sheet.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    const { data } = context.getImageData(0, 0, SIZE, SIZE);
    const ink = new Float32Array(SIZE * SIZE);
    for (let index = 0; index < ink.length; index++) ink[index] = (data[index * 4 + 3] ?? 0) / 255;
    onDraw(centreDigit(ink, SIZE));
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const canvas = event.currentTarget;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    const box = canvas.getBoundingClientRect();
    const scale = SIZE / box.width;
    const point = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale] as const;
    const from = last.current ?? point;
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...point);
    context.stroke();
    last.current = point;
    cancelAnimationFrame(asked.current);
    asked.current = requestAnimationFrame(read);
  };
  const clear = (): void => {
    sheet.current?.getContext('2d')?.clearRect(0, 0, SIZE, SIZE);
    onDraw(null);
  };

  return (
    <>
      <h2>Draw a digit</h2>
      <canvas
        ref={sheet}
        className="sheet"
        width={SIZE}
        height={SIZE}
        aria-label="Sheet to draw on with pointer or finger"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = null;
          draw(event);
        }}
        onPointerMove={(event) => {
          if (last.current) draw(event);
        }}
        onPointerUp={() => {
          last.current = null;
        }}
        onPointerCancel={() => {
          last.current = null;
        }}
      />
      <p className="foot">It is centred and scaled like the test images.</p>
      <div className="btns">
        <button type="button" className="btn line" onClick={clear}>
          Clear
        </button>
        <Popover.Close className="btn">Done</Popover.Close>
      </div>
    </>
  );
}
