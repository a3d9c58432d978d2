/** What begins a compact model: a name and the version of the layout. */
export const SIGNATURE = 'inkling1';

/** Bytes of the signature and of the length of the description behind it. */
export const PREFIX_BYTES = SIGNATURE.length + 4;
