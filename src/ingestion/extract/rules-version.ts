// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'cab415550bcd1efb';
