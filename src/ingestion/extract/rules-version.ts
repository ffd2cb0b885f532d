// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'f27f6e7462a84ad0';
