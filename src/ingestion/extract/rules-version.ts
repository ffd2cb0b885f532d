// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '67db48b892734be6';
