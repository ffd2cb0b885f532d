// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'a8db6fbb2e13f075';
