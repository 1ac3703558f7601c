/** The page. */
export function App() {
  return <main>Learning Rules Lab</main>;
}
