// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '05cadbad36e1f62b';
