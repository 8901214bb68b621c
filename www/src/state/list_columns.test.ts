import assert from "node:assert/strict";
import { test } from "node:test";
import {
  columnId,
  csvColumns,
  csvField,
  FIRST_COLUMNS,
  fieldsOf,
  type ListColumn,
  movedColumn,
  sizedColumn,
  withColumn,
  withoutColumn,
} from "./list_columns";

const field = (name: string): ListColumn => ({ kind: "field", name, px: null });
const ids = (columns: readonly ListColumn[]): string => columns.map(columnId).join("|");

test("a field comes last, and only once", () => {
  const columns = withColumn(withColumn(FIRST_COLUMNS, field("user")), field("level"));
  assert.equal(ids(columns), "time|delta|level|source|field user|field level");
  assert.equal(withColumn(columns, field("user")), columns);
  assert.deepEqual(fieldsOf(columns), ["user", "level"]);
});

test("what every entry has comes back where it was", () => {
  const rest = withoutColumn(withColumn(FIRST_COLUMNS, field("user")), "delta");
  assert.equal(ids(rest), "time|level|source|field user");
  assert.equal(
    ids(withColumn(rest, { kind: "delta", px: null })),
    "time|delta|level|source|field user",
  );
  assert.equal(ids(withColumn([field("a")], { kind: "time", px: null })), "time|field a");
});

test("a column moves as far as there is room", () => {
  const columns = withColumn(FIRST_COLUMNS, field("user"));
  assert.equal(ids(movedColumn(columns, "field user", -2)), "time|delta|field user|level|source");
  assert.equal(ids(movedColumn(columns, "field user", -9)), "field user|time|delta|level|source");
  assert.equal(movedColumn(columns, "field user", 1), columns);
  assert.equal(movedColumn(columns, "field other", 1), columns);
});

test("a width has limits", () => {
  const sized = (px: number): number | null | undefined =>
    sizedColumn(FIRST_COLUMNS, "source", px).at(-1)?.px;
  assert.deepEqual([sized(90.4), sized(-5), sized(1e9)], [90, 40, 800]);
});

test("a CSV has the columns of the list, and says where each entry stands", () => {
  assert.equal(csvColumns(FIRST_COLUMNS), "time,level,source,line,message");
  const columns = withColumn(withColumn(FIRST_COLUMNS, field("a, b")), field("user"));
  assert.equal(csvColumns(columns), 'time,level,source,"a, b",user,line,message');
  assert.equal(csvColumns([field("level")]), '"level",source,line,message');
  assert.deepEqual(["x y", " x", 'a"b', "time"].map(csvField), ["x y", '" x"', '"a""b"', '"time"']);
});
