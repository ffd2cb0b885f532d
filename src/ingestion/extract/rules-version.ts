// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '9564b1cce36d7168';
