// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '87eaccbd17add497';
