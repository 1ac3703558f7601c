// expect: style/noRestrictedImports
import { fa } from '../rules/fa';

export const rule = fa;
