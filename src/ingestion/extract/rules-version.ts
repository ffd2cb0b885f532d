// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'f4807992e0cbc817';
