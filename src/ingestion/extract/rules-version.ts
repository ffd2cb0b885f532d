// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '6dd8557360eb006f';
