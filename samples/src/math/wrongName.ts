// expect: style/useFilenamingConvention
export const value = 1;
