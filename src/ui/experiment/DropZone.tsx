import { type DragEvent, type ReactNode, useState } from 'react';

interface DropZoneProps {
  readonly children: ReactNode;
}

/** Where files can be dropped; the whole page takes them (frame/DropAnywhere.tsx), this is the place that says so. */
export function DropZone({ children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has the buttons in it as its equal
    <div
      className="drop"
      data-over={isOver}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      {children}
    </div>
  );
}
