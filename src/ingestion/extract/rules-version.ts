// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '10c89171338a81d1';
