// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c2fbb99082aabc1b';
