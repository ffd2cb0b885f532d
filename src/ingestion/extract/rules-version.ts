// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '25647b245e8d740e';
