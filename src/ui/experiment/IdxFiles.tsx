import { FolderOpen } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { filesOfInput } from '../../store/picked-files';
import { openFiles } from '../../store/run';
import { useRun } from '../../store/run-state';

/** Drop zone and file picker for the four official files, and what is loaded. */
export function IdxFiles() {
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const loading = useRun((state) => state.loading);
  const loaded = useRun((state) => (state.dataset?.id === 'idx-files' ? state.dataset : null));
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has the button beside it as its equal
    <div
      className="drop"
      data-over={isOver}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      {loading ? (
        <span role="status">Reading {loading}</span>
      ) : loaded ? (
        <span>
          <b>{loaded.name}</b>
          <br />
          {loaded.train.count.toLocaleString('en')} training and {loaded.test.count.toLocaleString('en')} test
          images
        </span>
      ) : (
        <span>Drop the four files here: two of images, two of labels, packed (.gz) or not.</span>
      )}
      <button type="button" className="btn line" onClick={() => picker.current?.click()}>
        <FolderOpen aria-hidden="true" />
        {loaded ? 'Pick others' : 'Pick files'}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="IDX files"
        onChange={(event) => {
          const files = filesOfInput(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) void openFiles(files);
        }}
      />
    </div>
  );
}
