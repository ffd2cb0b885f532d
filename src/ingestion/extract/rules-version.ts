// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'cead7ca421e32d51';
