// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '2dee4f4c6c5fcaf6';
