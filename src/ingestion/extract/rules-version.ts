// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c6d5d00759b75cb1';
