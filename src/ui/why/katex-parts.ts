/** KaTeX with its fonts: a chunk of its own, loaded with the first formula. */
import 'katex/dist/katex.min.css';

export { render } from 'katex';
