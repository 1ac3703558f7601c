import { useEffect, useRef } from 'react';
import { currentLink } from '../../store/link';

/** The link in a field and as a QR code. */
export function LinkDetails() {
  const link = currentLink();
  return (
    <>
      <h2>Link to this experiment</h2>
      <p className="text">It opens these settings and this view, and replays the same run.</p>
      <div className="linkbox">
        <input
          readOnly
          value={link}
          aria-label="Link"
          onFocus={(event) => event.target.select()}
          onClick={(event) => event.currentTarget.select()}
        />
      </div>
      <QrCode text={link} />
    </>
  );
}

const MARGIN = 2;

function QrCode({ text }: { readonly text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isStale = false;
    void import('uqr').then(({ encode }) => {
      const context = canvas.current?.getContext('2d');
      if (isStale || !context || !canvas.current) return;
      const { data, size } = encode(text, { border: MARGIN, ecc: 'L' });
      const scale = Math.ceil(480 / size);
      canvas.current.width = size * scale;
      canvas.current.height = size * scale;
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, size * scale, size * scale);
      context.fillStyle = '#000000';
      data.forEach((row, y) => {
        row.forEach((isDark, x) => {
          if (isDark) context.fillRect(x * scale, y * scale, scale, scale);
        });
      });
    });
    return () => {
      isStale = true;
    };
  }, [text]);
  return <canvas ref={canvas} className="qr" role="img" aria-label="QR code of the link" />;
}
