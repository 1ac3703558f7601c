// expect: style/noRestrictedImports
import { App } from '../spec/../ui/App';

export const detour = App;
