// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '50a57b6b928edcfd';
