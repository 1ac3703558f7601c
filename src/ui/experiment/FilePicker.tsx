import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { filesOfInput } from '../../store/picked-files';
import { openFiles } from '../../store/run';

interface FilePickerProps {
  readonly label: string;
  /** A whole folder with everything below it, instead of files. */
  readonly isFolder?: boolean;
  /** File types that the browser's dialogue offers first. */
  readonly accept?: string;
}

/** A button that opens files or a folder as data. */
export function FilePicker({ label, isFolder = false, accept }: FilePickerProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="btn line" onClick={() => picker.current?.click()}>
        <FolderOpen aria-hidden="true" />
        {label}
      </button>
      <input
        ref={(input) => {
          picker.current = input;
          if (isFolder) input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const files = filesOfInput(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) void openFiles(files);
        }}
      />
    </>
  );
}
