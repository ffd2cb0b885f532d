// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '9ea175f30180728a';
