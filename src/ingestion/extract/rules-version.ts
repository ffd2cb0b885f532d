// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '5f5b1f6a00c87bb7';
