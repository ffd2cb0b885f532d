// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '4a40bfcc61a28cbf';
