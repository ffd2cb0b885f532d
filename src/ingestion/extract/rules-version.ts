// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '33708b70dfb4f72d';
