import type { Zone } from '../frame/use-layout';
import { Brand } from './Brand';
import { ChangesPopover } from './Changes';
import { ExportMenu } from './ExportMenu';
import { Help } from './Help';
import { LinkButtons } from './LinkButtons';
import { PanelToggle } from './PanelToggle';
import { PhoneMenu } from './PhoneMenu';
import { PresetMenu } from './PresetMenu';
import { ThemeChoice } from './ThemeChoice';

interface TopBarProps {
  readonly isPhone: boolean;
  readonly left: Zone;
  readonly right: Zone;
  readonly isHelpOpen: boolean;
  onHelp(isOpen: boolean): void;
}

/** What the page is, which experiment, and what to take away from it. */
export function TopBar({ isPhone, left, right, isHelpOpen, onHelp }: TopBarProps) {
  return (
    <header className="top">
      <Brand />
      {isPhone ? (
        <>
          <span className="sp" />
          <Help isOpen={isHelpOpen} onOpenChange={onHelp} />
          <PhoneMenu />
        </>
      ) : (
        <>
          <PresetMenu />
          <ChangesPopover />
          <span className="sp" />
          <ExportMenu />
          <LinkButtons />
          <ThemeChoice />
          {left.kind === 'stacked' ? null : (
            <PanelToggle side="left" isOpen={left.isOpen} onToggle={left.toggle} />
          )}
          {right.kind === 'stacked' ? null : (
            <PanelToggle side="right" isOpen={right.isOpen} onToggle={right.toggle} />
          )}
          <Help isOpen={isHelpOpen} onOpenChange={onHelp} />
        </>
      )}
    </header>
  );
}
