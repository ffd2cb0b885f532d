// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c606418f57a9505b';
