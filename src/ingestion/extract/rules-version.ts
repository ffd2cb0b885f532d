// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '1741b5fb76c76e2c';
