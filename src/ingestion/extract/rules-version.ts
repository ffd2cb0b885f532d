// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '7ea9ede1dcb2aaf2';
