// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '0c93f3470e148b01';
