// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '04bedb64a1fe82b2';
