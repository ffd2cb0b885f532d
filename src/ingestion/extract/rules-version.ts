// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'e5591bc640c217f8';
