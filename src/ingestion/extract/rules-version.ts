// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c5e374e0edff6a25';
