// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'b93efdee48f7a279';
