// Door of the list: rows by their numbers, and where an entry stands.

export { Listing } from "./listing";
