import { describe, expect, it } from 'vitest';
import { isZoneOpen, layoutOf, zoneKind } from './layout';

describe('layoutOf', () => {
  it.each([
    [390, 'phone'],
    [760, 'phone'],
    [761, 'column'],
    [1023, 'column'],
    [1024, 'drawers'],
    [1179, 'drawers'],
    [1180, 'why-drawer'],
    [1359, 'why-drawer'],
    [1360, 'wide'],
  ] as const)('%d pixels: %s', (width, layout) => {
    expect(layoutOf(width, 16)).toBe(layout);
  });

  it('counts a projector’s larger type', () => {
    expect(layoutOf(1440, 20)).toBe('drawers');
    expect(layoutOf(1920, 26.7)).toBe('drawers');
  });
});

describe('zones', () => {
  it('turn into drawers from the right', () => {
    expect([zoneKind('why-drawer', 'left'), zoneKind('why-drawer', 'right')]).toEqual(['zone', 'drawer']);
    expect(zoneKind('phone', 'left')).toBe('stacked');
  });

  it('are open where they have a place of their own, drawers are not', () => {
    expect(isZoneOpen('zone', null, false)).toBe(true);
    expect(isZoneOpen('zone', null, true)).toBe(false);
    expect(isZoneOpen('zone', false, false)).toBe(false);
    expect(isZoneOpen('drawer', null, false)).toBe(false);
    expect(isZoneOpen('drawer', true, true)).toBe(true);
  });
});
