// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'bc054b42fe98b27a';
