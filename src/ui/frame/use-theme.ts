import { useLayoutEffect } from 'react';
import { useView } from '../../store/view';

/** Puts the theme on the root element and its background into the browser's own frame. */
export function useTheme(): void {
  const theme = useView((state) => state.theme);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    let meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    if (!meta) {
      meta = document.createElement('meta');
      meta.name = 'theme-color';
      document.head.append(meta);
    }
    meta.content = getComputedStyle(root).getPropertyValue('--bg').trim();
  }, [theme]);
}
