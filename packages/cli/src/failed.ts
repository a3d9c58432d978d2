/** A command that did what it could ends with this when something failed that it has told already. */
export class Failed extends Error {}
