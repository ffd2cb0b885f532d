// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '00e17298c7c19f7d';
