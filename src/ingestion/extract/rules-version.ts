// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '089acc4d076583e1';
