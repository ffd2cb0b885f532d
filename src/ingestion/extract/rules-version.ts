// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'acb1cddfbb9b77b9';
