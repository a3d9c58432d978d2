/** Put in by scripts/build-cli.mjs, from package.json. */
declare const INKLING_VERSION: string;

export const version = INKLING_VERSION;
