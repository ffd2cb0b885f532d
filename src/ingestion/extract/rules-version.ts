// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'a59f3ecbe88313f6';
