// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '62c9346575cbe721';
