// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'e6686bfc170939c5';
