// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'de78e2cec0d39900';
