// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c832e9f775d82013';
