// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '67da40499757942f';
