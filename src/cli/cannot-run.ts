/** The command cannot do what it was asked to, for a reason the user can act on: `message` says which. */
export class CannotRun extends Error {}
