// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'e5a028fc4de1a683';
