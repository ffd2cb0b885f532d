// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '5922b040a5a6bd0d';
