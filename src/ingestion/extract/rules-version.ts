// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'a50fad8d41ed5ef8';
