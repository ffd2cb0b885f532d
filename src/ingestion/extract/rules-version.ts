// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'e64be46508b2b736';
