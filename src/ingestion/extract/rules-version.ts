// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'af2d642f4611376a';
