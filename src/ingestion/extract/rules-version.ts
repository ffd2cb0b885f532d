// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '7fdb8981941cc0e1';
