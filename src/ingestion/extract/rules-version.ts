// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '1549e722e7f431ca';
