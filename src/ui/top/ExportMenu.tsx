import { Download, FileJson, Table } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { EXPORTS } from './export-actions';

const ICONS = [FileJson, Table];

/** Files of the whole run. Each figure has files of its own in its ⋯ menu. */
export function ExportMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="btn" aria-label="Export">
        <Download aria-hidden="true" />
        <span className="wide-text">Export</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {EXPORTS.map(({ name, about, run }, index) => {
            const Icon = ICONS[index] ?? Download;
            return (
              <DropdownMenu.Item key={name} className="item" onSelect={run}>
                <Icon aria-hidden="true" />
                <span>
                  <b>{name}</b>
                  <span className="about">{about}</span>
                </span>
              </DropdownMenu.Item>
            );
          })}
          <p className="foot">Pictures: the ⋯ beside a figure’s title.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
