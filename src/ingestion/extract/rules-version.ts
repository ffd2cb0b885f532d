// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'a62c6d7279858b71';
