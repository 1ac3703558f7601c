// expect: style/noRestrictedImports
import { App } from '../src/ui/App';

export const app = App;
