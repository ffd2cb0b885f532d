// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '25584209f8cf63b0';
