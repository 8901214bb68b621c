// Door of the answers: what is asked of the workers, merged at the desk.

export { rewritten } from "./asked";
export { DESK_GONE, Desk, type DeskAnswer, type Merged } from "./desk";
export { Finding } from "./finding";
export { pastedQuery } from "./pasting";
export { FOUND, LIST, Questions } from "./questions";
export { emptySelection, Viewing } from "./viewing";
