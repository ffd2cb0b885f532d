// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '88fca05a257aee8d';
