// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '10f0bc2c25ca9c9c';
