// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '6ae9d3db73d81d98';
