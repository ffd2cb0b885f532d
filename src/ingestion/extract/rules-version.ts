// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'ed87d0448f770b6e';
