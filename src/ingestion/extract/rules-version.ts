// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '7dddc4e7d954bfe9';
