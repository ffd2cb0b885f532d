// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '3baf150f094b1fdf';
