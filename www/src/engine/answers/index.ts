// Door of the answers: what is asked of the workers, merged at the desk.

export { rewritten } from "./asked";
export { DESK_GONE, Desk, type DeskAnswer, type Merged } from "./desk";
export { Finding } from "./finding";
export { Groups } from "./groups";
export { FOUND, LIST, Questions } from "./questions";
export { Texts } from "./texts";
export { emptySelection, Viewing } from "./viewing";
