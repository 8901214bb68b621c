// Which values a click can filter by.

/** Longest value that is offered as a filter; the rest is text to read, not to compare. */
const MAX_FILTER_VALUE = 400;

/** Whether a value is worth writing into a query. */
export function canFilter(value: string): boolean {
  return value !== "" && value.length <= MAX_FILTER_VALUE && !/[\r\n]/.test(value);
}
