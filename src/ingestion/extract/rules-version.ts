// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '370ad6cb4b122d19';
