/** The mark: two directions from one corner, and the upright between them. */
export function Brand() {
  return (
    <h1 className="brand">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M3 16.5V8.2" stroke="currentColor" strokeWidth="1.6" strokeDasharray="1.6 2" fill="none" />
        <path d="M3 16.5h14" stroke="var(--arm1)" strokeWidth="2.4" strokeLinecap="round" />
        <path d="M3 16.5 13.6 5.4" stroke="var(--arm2)" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span>Learning Rules Lab</span>
    </h1>
  );
}
