// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '6a4af3b43999a85e';
