import { type ComponentType, lazy, Suspense } from 'react';

/** The page's own start comes first; parts that nobody asked for follow when it has long been there. */
const SPARE_MS = 4000;

function NotLoaded() {
  return <p className="nolines">This part of the page did not load. Reload the page to try again.</p>;
}

/**
 * A part of the page in a file of its own: loaded when it is first shown, or when the page has nothing to do,
 * so that it is there even if the connection goes.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => React.ReactNode {
  const Part = lazy<ComponentType<Props>>(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotLoaded };
    }
  });
  setTimeout(() => void load().catch(() => null), SPARE_MS);
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}
