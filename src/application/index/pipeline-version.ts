// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'b1240d2c030ae63d';
