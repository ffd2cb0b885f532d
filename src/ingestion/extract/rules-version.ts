// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '86744c67d21d7d2b';
