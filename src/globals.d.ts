/** Filled in by the build (vite.config.ts, `define`). */
declare const __LAB_VERSION__: string;
declare const __TFJS_VERSION__: string;
