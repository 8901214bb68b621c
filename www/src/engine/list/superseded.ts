// What is thrown when an answer is for a list that is not shown any more.

/** The view changed while the answer was on its way. */
export class Superseded extends Error {}
