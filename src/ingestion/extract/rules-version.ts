// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'f524e0c7c5bf3d6c';
