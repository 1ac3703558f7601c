// expect: style/noRestrictedImports
export const loadChart = () => import('../charts/line-chart');
