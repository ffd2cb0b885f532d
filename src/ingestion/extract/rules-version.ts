// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '6e2eeb3f6cae1dc8';
