// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '28457386e33957f4';
