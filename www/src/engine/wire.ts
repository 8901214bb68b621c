// The protocol between page, workers and desk, rendered from src/wire; do not edit.
// Renew it with: UPDATE=1 cargo test --features ts wire

export type BySourceAnswer = { 
/**
 * The grid that is counted over.
 */
grid: GridAsk, 
/**
 * The sources, in order of their numbers.
 */
sources: Array<number>, };

export type BySourceAsk = { 
/**
 * Buckets, at most 128.
 */
grid: GridAsk, };

export type Content = "text" | "stream" | "archive" | "binary" | "empty";

export type CountsAnswer = { 
/**
 * Entries of the list.
 */
total: number, 
/**
 * By level, whatever the query says about levels; within the range.
 */
levelCounts: number[], 
/**
 * Listed entries without a time, by level, whatever the range.
 */
undated: number[], 
/**
 * Matching entries with a time outside the grid.
 */
outsideGrid: number, };

export type CountsAsk = { 
/**
 * Buckets of the timeline; none for no timeline.
 */
grid: GridAsk | null, };

export type DeskReply = { "kind": "merged", 
/**
 * Sources whose figures changed.
 */
sources: Array<SourceLedger>, 
/**
 * The figures of all sources together.
 */
total: WireLedger, 
/**
 * Answers that changed.
 */
answers: Array<WireAnswer>, } | { "kind": "parsed", 
/**
 * Levels that the query lets through, as bits.
 */
levelMask: number, 
/**
 * Levels that its level terms name, as bits; all if it has none.
 */
chosenLevels: number, 
/**
 * Whether there is anything to mark in entries.
 */
hasMarks: boolean, 
/**
 * The fields that it names, and where.
 */
fields: Array<WireFieldUse>, 
/**
 * Fields whose values it compares with a quantity, each with that as it is written.
 */
compared: Array<[string, string]>, 
/**
 * The query with instants in place of times as they were typed, and with what entries of groups are
 * about: what workers are asked.
 */
settled: string, 
/**
 * Other times of the data may give other instants.
 */
dependsOnData: boolean, 
/**
 * The groups that it names, in order.
 */
groups: Array<WireGroupUse>, 
/**
 * What is settled without what it says of groups to all entries.
 */
withoutGroups: string, 
/**
 * What in it was taken as text although it looks like the language.
 */
remarks: Array<WireRemark>, 
/**
 * The term that looks for the query as it stands.
 */
asTerm: string, } | { "kind": "moment", 
/**
 * The instant; null if the text is no time.
 */
nanos: NanosText | null, 
/**
 * What to say of it.
 */
remark: string | null, } | { "kind": "rewritten", 
/**
 * The new text.
 */
query: string, } | { "kind": "pasted", 
/**
 * The new text.
 */
query: string, 
/**
 * Where the cursor stands then, in UTF-16 units.
 */
cursor: number, 
/**
 * How what was pasted was understood.
 */
reading: WirePasteReading, } | { "kind": "marks" } | { "kind": "terms", 
/**
 * The terms in their order; none if it is no query.
 */
terms: Array<WireTerm>, } | { "kind": "group", 
/**
 * Its id; null if that is not known.
 */
id: string | null, 
/**
 * Its template.
 */
template: string, } | { "kind": "names", 
/**
 * The names.
 */
names: Array<string>, } | { "kind": "completion", 
/**
 * Null where nothing can be offered, such as within a phrase.
 */
completion: WireCompletion | null, } | { "kind": "noQuery", 
/**
 * A sentence.
 */
message: string, 
/**
 * Where it goes wrong: first UTF-16 unit of the query.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * The term that looks for the text as it stands.
 */
asTerm: string, } | { "kind": "done" } | { "kind": "failed", 
/**
 * What kind of trouble.
 */
trouble: Trouble, 
/**
 * A sentence for the user.
 */
message: string, };

export type DeskRequest = { "kind": "ask", 
/**
 * Which fold.
 */
fold: number, 
/**
 * Chosen by the page; returned with every answer.
 */
generation: number, 
/**
 * The question.
 */
ask: FoldAsk, } | { "kind": "unask", 
/**
 * Which fold.
 */
fold: number, } | { "kind": "take", 
/**
 * Which worker.
 */
worker: number, 
/**
 * What its tasks read.
 */
tasks: Array<TaskLedger>, 
/**
 * What each part belongs to.
 */
folds: Array<SentFold>, } | { "kind": "lose", 
/**
 * Which worker.
 */
worker: number, } | { "kind": "forget", 
/**
 * Which source.
 */
source: number, 
/**
 * Start of the first task to forget.
 */
from: number, } | { "kind": "parse", 
/**
 * The text.
 */
query: string, 
/**
 * Names that it has without quotes and that are no fields here: their terms are text.
 */
asText: Array<string>, 
/**
 * What is known of times, for those in the query.
 */
times: WireTimes, 
/**
 * The question about groups that tells which entries are in those of the query; null while nobody asked.
 */
groups: number | null, } | { "kind": "moment", 
/**
 * The text.
 */
text: string, 
/**
 * What is known of times.
 */
times: WireTimes, } | { "kind": "rewrite", 
/**
 * The text.
 */
query: string, 
/**
 * What to change.
 */
edits: Array<WireEdit>, } | { "kind": "paste", 
/**
 * The text of the query.
 */
query: string, 
/**
 * First UTF-16 unit of what is replaced.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * What is pasted.
 */
text: string, 
/**
 * Which of the names that `NamesIn` found are fields of some source.
 */
known: Array<string>, } | { "kind": "mark", 
/**
 * The query.
 */
query: string, 
/**
 * Names that it has without quotes and that are no fields here: their terms are text.
 */
asText: Array<string>, 
/**
 * The entry's text, as much of it as is shown.
 */
entry: string, 
/**
 * Its message.
 */
message: string, 
/**
 * Other texts of it, such as values of fields.
 */
parts: Array<string>, } | { "kind": "groupOf", 
/**
 * The question about groups that tells.
 */
groups: number, 
/**
 * What the entry is about.
 */
about: WireAbout, } | { "kind": "terms", 
/**
 * The query.
 */
query: string, } | { "kind": "namesIn", 
/**
 * The text.
 */
text: string, } | { "kind": "complete", 
/**
 * The text.
 */
query: string, 
/**
 * The place, in UTF-16 units.
 */
cursor: number, };

export type Ended = { 
/**
 * Which source.
 */
source: number, 
/**
 * The task's first byte.
 */
start: number, 
/**
 * Why it could not be read to its end, if so.
 */
failure: TaskFailure | null, };

export type FieldSummary = { 
/**
 * Its name.
 */
name: string, 
/**
 * What its values are.
 */
type: FieldType, 
/**
 * Selected entries that have it.
 */
present: number, 
/**
 * Distinct values.
 */
nValues: number, 
/**
 * There are too many to count one by one, so `n_values` is an estimate.
 */
isEstimate: boolean, };

export type FieldType = "integer" | "number" | "boolean" | "empty" | "text";

export type FieldsAnswer = { 
/**
 * Selected entries, with fields or without.
 */
entries: number, 
/**
 * How many fields there are.
 */
nFields: number, 
/**
 * Most frequent first; equally frequent ones by name.
 */
fields: Array<FieldSummary>, };

export type FieldsAsk = { 
/**
 * How many of the most frequent fields to answer with; some logs name fields by user.
 */
top: number, };

export type FoldAnswer = { "fold": "bySource" } & BySourceAnswer | { "fold": "counts" } & CountsAnswer | { "fold": "fields" } & FieldsAnswer | { "fold": "groups" } & GroupsAnswer | { "fold": "numbers" } & NumbersAnswer | { "fold": "values" } & ValuesAnswer;

export type FoldAsk = { "fold": "bySource" } & BySourceAsk | { "fold": "counts" } & CountsAsk | { "fold": "fields" } & FieldsAsk | { "fold": "groups" } & GroupsAsk | { "fold": "numbers" } & NumbersAsk | { "fold": "values" } & ValuesAsk;

export type GridAsk = { 
/**
 * Left edge of the first bucket.
 */
start: NanosText, 
/**
 * Width of each; unless it is above zero there are no buckets.
 */
width: NanosText, 
/**
 * How many, at most 100,000.
 */
bucketCount: number, 
/**
 * Where each begins and the last ends, ascending, if they are not of one width; else empty.
 */
edges: Array<NanosText>, };

export type Group = { 
/**
 * The same in every session for the same template or fingerprint.
 */
id: string, 
/**
 * What its entries have in common.
 */
kind: GroupKind, 
/**
 * The template with `<*>` for what varies, or the root cause and where it failed.
 */
template: string, 
/**
 * What the slots of the template have, as words: see [`SlotKind::name`].
 */
slots: Array<Array<string>>, 
/**
 * Selected entries, within the window if one is asked about.
 */
count: number, 
/**
 * By level.
 */
levels: number[], 
/**
 * Those before the window.
 */
nBefore: number, 
/**
 * What became of it.
 */
state: GroupState, 
/**
 * Since when, as far as it is new, gone, or rose or fell.
 */
since: NanosText | null, 
/**
 * First time, if any entry has one.
 */
first: NanosText | null, 
/**
 * Last time.
 */
last: NanosText | null, 
/**
 * Where the first entry is: source and offset.
 */
firstSource: number, 
/**
 * See [`Self::first_source`].
 */
firstOffset: number, 
/**
 * Sources with entries of it, as well as that is known.
 */
nSources: number, 
/**
 * There are too many to be counted.
 */
isSourcesEstimate: boolean, 
/**
 * Its entries are grouped by the start of their message only.
 */
isCoarse: boolean, 
/**
 * What stacks of the same root cause and place share, whichever way they were reached.
 */
kin: string | null, 
/**
 * Counts over time: start and width of the first cell, and how many there are in the bulk.
 */
cellStart: NanosText, 
/**
 * See [`Self::cell_start`].
 */
cellWidth: NanosText, 
/**
 * See [`Self::cell_start`].
 */
nCells: number, };

export type GroupKind = "template" | "stack";

export type GroupState = "new" | "surging" | "firstSeen" | "steady" | "fading" | "gone" | "unknown";

export type GroupsAnswer = { 
/**
 * Selected entries.
 */
entries: number, 
/**
 * Groups that selected entries are in.
 */
nGroups: number, 
/**
 * Selected entries that are grouped by the start of their message only, because there are too
 * many different ones.
 */
coarse: number, 
/**
 * New, surging, first seen, steady, fading and gone ones in this order, then the most frequent
 * first.
 */
groups: Array<Group>, };

export type GroupsAsk = { 
/**
 * How many to answer with, at most 100,000.
 */
top: number, 
/**
 * Entries are counted within this time only, and compared with what was before; none for all
 * of them, compared with each other.
 */
window: WindowAsk | null, };

export type Key = { 
/**
 * Unix nanoseconds.
 */
nanos: NanosText | null, 
/**
 * Which source.
 */
source: number, 
/**
 * Offset of its first byte in the source's text.
 */
offset: number, };

export type LinesBefore = { 
/**
 * Which source.
 */
source: number, 
/**
 * Start of the task.
 */
taskStart: number, 
/**
 * How many; null as long as not all before it is read.
 */
lines: number | null, };

export type NanosText = string;

export type NumbersAnswer = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * The quantity, as a query writes it.
 */
bound: string, 
/**
 * Selected entries that have the field.
 */
present: number, 
/**
 * Those of them whose value can be compared.
 */
compared: number, };

export type NumbersAsk = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * The quantity, as a query writes it.
 */
bound: string, };

export type Reply = { "kind": "opened", 
/**
 * Which source.
 */
source: number, 
/**
 * What it is.
 */
opened: WireOpened, } | { "kind": "notYet", 
/**
 * Bytes that must be fetched first.
 */
wants: Want | null, } | { "kind": "membersFound", 
/**
 * Members found since the last such request.
 */
members: Array<WireMember>, 
/**
 * Archives whose members have all been found since then: this one, and those inside it.
 */
archives: Array<WireArchiveBytes>, 
/**
 * Archives whose members could not all be found.
 */
troubles: Array<WireArchiveTrouble>, 
/**
 * About how many raw bytes of the file have been processed so far.
 */
readBytes: number, 
/**
 * Nothing more will come.
 */
isDone: boolean, } | { "kind": "membersPlanned", 
/**
 * What each is.
 */
opened: Array<WireOpened>, } | { "kind": "example", 
/**
 * The pattern, if there is one.
 */
pattern: string | null, 
/**
 * Why there is none, in a sentence.
 */
problem: string | null, 
/**
 * What is marked, as understood.
 */
marks: Array<WireMark>, 
/**
 * Non-blank lines at the start of the source: the sum of the three kinds below.
 */
nLines: number, 
/**
 * Lines that the pattern reads.
 */
nRead: number, 
/**
 * Lines that it does not read and that look like the next line of an entry.
 */
nMore: number, 
/**
 * Lines that it does not read.
 */
nOthers: number, 
/**
 * The first of these.
 */
others: Array<WireOther>, } | { "kind": "format", 
/**
 * The format, if the file is valid.
 */
format: WireFormat | null, 
/**
 * What is wrong with it, in a sentence.
 */
problem: string | null, } | { "kind": "grown", 
/**
 * Whether what was kept would be read the same if the whole source were read now.
 */
isSame: boolean, } | { "kind": "progress", 
/**
 * Whether there is more to do without waiting for anything.
 */
hasMore: boolean, 
/**
 * Bytes that reading is waiting for, if the worker cannot read them itself.
 */
wants: Want | null, 
/**
 * Ranges that ended with this step.
 */
ended: Array<Ended>, 
/**
 * Something may have changed that has not been sent yet.
 */
hasNews: boolean, 
/**
 * Ledgers of the tasks that changed since they were last sent, if it is time to send.
 */
tasks: Array<TaskLedger>, 
/**
 * Parts of answers that changed since they were last sent, if it is time to send.
 */
folds: Array<SentFold>, } | { "kind": "selected", 
/**
 * The selection's.
 */
generation: number, 
/**
 * Levels it lets through, as bits.
 */
levelMask: number, } | { "kind": "badQuery", 
/**
 * The selection's.
 */
generation: number, 
/**
 * A sentence.
 */
message: string, 
/**
 * Where it goes wrong: first UTF-16 unit of the query.
 */
start: number, 
/**
 * One past the last.
 */
end: number, } | { "kind": "knownFields", 
/**
 * Those that are fields.
 */
names: Array<string>, } | { "kind": "ranks", 
/**
 * The selection's.
 */
generation: number, 
/**
 * Whether every entry read so far was counted.
 */
isComplete: boolean, 
/**
 * How many entries come before each key.
 */
counts: number[], } | { "kind": "rows", 
/**
 * The selection's.
 */
generation: number, 
/**
 * Some rows were left off because they would have taken too many reads.
 */
isCut: boolean, } | { "kind": "written", 
/**
 * The selection's.
 */
generation: number, 
/**
 * What stands before the first entry of all.
 */
head: string, 
/**
 * Where the next piece begins; null if nothing follows.
 */
next: Key | null, 
/**
 * Entries that were left out because their text can no longer be read.
 */
nGone: number, } | { "kind": "found", 
/**
 * The selection's.
 */
generation: number, 
/**
 * The entry, if there is one.
 */
key: Key | null, } | { "kind": "entry", 
/**
 * Its place.
 */
key: Key, 
/**
 * It has a time of its own, which is that of its key.
 */
isDated: boolean, 
/**
 * Start of the task that read it, to look up the lines before.
 */
taskStart: number, 
/**
 * Lines of that task before the entry.
 */
linesBefore: number, 
/**
 * Its whole length.
 */
lengthBytes: number, 
/**
 * As a number.
 */
level: number, 
/**
 * Digits of the second.
 */
digits: number, 
/**
 * Inferred parts, as bits: 1 year, 2 zone, 4 date.
 */
inferred: number, 
/**
 * East of UTC, in seconds: the clock by which its source wrote the time.
 */
offsetSecs: number, 
/**
 * Title of the format that parsed it.
 */
format: string, 
/**
 * What it says, at most 1 MiB of it.
 */
message: string, 
/**
 * It says more than that.
 */
isMessageClipped: boolean, 
/**
 * Name and value, in the order of the text.
 */
fields: Array<[string, string]>, 
/**
 * Stack traces in it.
 */
traces: Array<WireTrace>, 
/**
 * What it is about, to find its group.
 */
about: WireAbout, } | { "kind": "entryPiece" } | { "kind": "formats", 
/**
 * Sorted by id.
 */
formats: Array<WireFormatTitle>, } | { "kind": "memory", 
/**
 * What the worker holds, by kind; its total memory is somewhat larger.
 */
held: WireMemory, 
/**
 * What it may hold, if there is a limit.
 */
budgetBytes: number | null, 
/**
 * Everything that can be dropped has been, and the rest still exceeds the budget.
 */
isOver: boolean, 
/**
 * Dropped columns, by field name; queries on them are slower but give the same answer.
 */
dropped: Array<WireDroppedField>, } | { "kind": "done" } | { "kind": "failed", 
/**
 * What kind of trouble.
 */
trouble: Trouble, 
/**
 * A sentence for the user.
 */
message: string, };

export type Request = { "kind": "source", 
/**
 * Its place in the order of opening.
 */
source: number, 
/**
 * What a query calls it: `source:name`.
 */
name: string, 
/**
 * Its size, in bytes.
 */
sizeBytes: number, 
/**
 * When it was last modified, in milliseconds since 1970: times without a year are not later.
 */
modifiedMillis: number, 
/**
 * Where it is, if it is a member of an archive.
 */
place: WirePlace | null, } | { "kind": "open", 
/**
 * Which source.
 */
source: number, 
/**
 * What the user says about it.
 */
overrule: WireOverrule, } | { "kind": "findMembers", 
/**
 * Which source.
 */
source: number, 
/**
 * How much to do before answering.
 */
budgetBytes: number, 
/**
 * Whether how to read a member is asked for apart, of any worker, where that can be.
 */
isPlannedApart: boolean, } | { "kind": "planMembers", 
/**
 * The archive.
 */
source: number, 
/**
 * What the user says about it.
 */
overrule: WireOverrule, 
/**
 * Where each member is, and when it was modified.
 */
members: Array<WireUnplanned>, } | { "kind": "ingest", 
/**
 * Which source.
 */
source: number, 
/**
 * How to parse it, from [`Opened`](crate::wire::Reply::Opened).
 */
plan: SourcePlan, 
/**
 * First byte of the range; any byte, the worker finds the entry that starts next.
 */
start: number, 
/**
 * One past the last byte.
 */
end: number, } | { "kind": "step", 
/**
 * How much to do before answering.
 */
budgetBytes: number, 
/**
 * Send everything that changed; otherwise only answers that are complete for the first time.
 */
isDue: boolean, } | { "kind": "select", 
/**
 * Which selection; 0 is the one that the list shows.
 */
selection: number, 
/**
 * Chosen by the page; returned with everything about this selection.
 */
generation: number, 
/**
 * The query's text.
 */
query: string, 
/**
 * Names that it has without quotes and that are no fields here: their terms are text.
 */
asText: Array<string>, 
/**
 * Start of the range of the list and the level counts, inclusive.
 */
from: NanosText | null, 
/**
 * End of that range, exclusive.
 */
end: NanosText | null, } | { "kind": "unselect", 
/**
 * Which selection.
 */
selection: number, } | { "kind": "fold", 
/**
 * Which fold; replaces an earlier one with the same number.
 */
fold: number, 
/**
 * Which selection it is about.
 */
selection: number, 
/**
 * Chosen by the page; returned with every part.
 */
generation: number, 
/**
 * The question.
 */
ask: FoldAsk, } | { "kind": "unfold", 
/**
 * Which fold.
 */
fold: number, } | { "kind": "resend" } | { "kind": "knownFields", 
/**
 * The names.
 */
names: Array<string>, } | { "kind": "rank", 
/**
 * Which selection.
 */
selection: number, 
/**
 * Keys in any order.
 */
keys: Array<Key>, } | { "kind": "rows", 
/**
 * Which selection.
 */
selection: number, 
/**
 * Where to begin.
 */
key: Key, 
/**
 * How many at most.
 */
count: number, 
/**
 * At most how many reads of the text to spend on them; if that is too few, fewer rows come back.
 */
reads: number, 
/**
 * What they show besides their first line.
 */
look: WireRowLook, } | { "kind": "write", 
/**
 * Which selection.
 */
selection: number, 
/**
 * Where to begin.
 */
key: Key, 
/**
 * How many at most; about 1 MiB of text ends a piece before that.
 */
count: number, 
/**
 * How.
 */
form: WireForm, 
/**
 * How many lines stand before a task of a source, null if that is not known yet; none before those left out.
 */
lines: Array<LinesBefore>, } | { "kind": "seek", 
/**
 * Which selection.
 */
selection: number, 
/**
 * Where to begin.
 */
key: Key, 
/**
 * Towards earlier entries.
 */
isBackwards: boolean, 
/**
 * Lowest level that counts, as a number.
 */
minLevel: number, } | { "kind": "entry", 
/**
 * Which source.
 */
source: number, 
/**
 * Where it starts.
 */
offset: number, } | { "kind": "entryPiece", 
/**
 * Which source.
 */
source: number, 
/**
 * Where it starts.
 */
offset: number, 
/**
 * First byte of the part, from the start of the entry.
 */
start: number, 
/**
 * One past its last.
 */
end: number, } | { "kind": "example", 
/**
 * Which source.
 */
source: number, 
/**
 * What the user says about it.
 */
overrule: WireOverrule, 
/**
 * First line of an entry.
 */
line: string, 
/**
 * What the user marked in it.
 */
marks: Array<WireMark> | null, 
/**
 * A pattern to try as it is.
 */
pattern: string | null, } | { "kind": "readFormat", 
/**
 * All of it.
 */
text: string, } | { "kind": "formats" } | { "kind": "memory" } | { "kind": "budget", 
/**
 * In bytes; null for no limit.
 */
budgetBytes: number | null, } | { "kind": "pause", 
/**
 * Which of the two.
 */
isPaused: boolean, } | { "kind": "cancel" } | { "kind": "grow", 
/**
 * Which source.
 */
source: number, 
/**
 * Start of the first task to forget.
 */
from: number, } | { "kind": "join", 
/**
 * Which source.
 */
source: number, 
/**
 * Start of the task.
 */
start: number, 
/**
 * Time of the last dated entry before it, null if there is none.
 */
closing: NanosText | null, 
/**
 * Time of the source's first dated entry, if that comes after the task.
 */
opening: NanosText | null, } | { "kind": "close", 
/**
 * Which source.
 */
source: number, };

export type SentFold = { 
/**
 * Which fold.
 */
fold: number, 
/**
 * The question's.
 */
generation: number, 
/**
 * Whether every entry that the worker has read so far is in it.
 */
isComplete: boolean, };

export type SourceLedger = { 
/**
 * Which source.
 */
source: number, 
/**
 * The figures, including the steps back between its tasks.
 */
ledger: WireLedger, 
/**
 * Earliest time.
 */
first: NanosText | null, 
/**
 * Latest time.
 */
last: NanosText | null, };

export type SourcePlan = { 
/**
 * What the bytes are.
 */
content: Content, 
/**
 * What decodes the bytes into text.
 */
decoders: unknown, 
/**
 * At most how many bytes they may yield; null for a sensible limit.
 */
unpackLimit: number | null, 
/**
 * Formats in the order in which they are tried.
 */
formats: unknown, 
/**
 * No entry is later: bounds times without a year.
 */
notAfter: NanosText, 
/**
 * East of UTC, in seconds, for times without a zone.
 */
offsetSecs: number, 
/**
 * Added to every time, in seconds.
 */
shiftSecs: number, };

export type TaskFailure = { 
/**
 * What kind of trouble.
 */
trouble: Trouble, 
/**
 * Byte of the source where it happened.
 */
at: number, 
/**
 * A sentence for the user.
 */
message: string, };

export type TaskLedger = { 
/**
 * Which source.
 */
source: number, 
/**
 * The task's first byte.
 */
start: number, 
/**
 * The figures.
 */
ledger: WireLedger, 
/**
 * Earliest time.
 */
first: NanosText | null, 
/**
 * Latest time.
 */
last: NanosText | null, 
/**
 * Time of the first dated entry, to see whether tasks follow each other in order.
 */
opening: NanosText | null, 
/**
 * Time of the last dated entry.
 */
closing: NanosText | null, };

export type Trouble = "changed" | "unreadable" | "damaged" | "tooMuch" | "unsupported" | "memory" | "badRequest";

export type ValueCount = { 
/**
 * The value, or its first 512 bytes; what is not UTF-8 is replaced.
 */
value: string, 
/**
 * The value is longer than that.
 */
isCut: boolean, 
/**
 * How many selected entries have it.
 */
count: number, };

export type ValuesAnswer = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * What its values are.
 */
type: FieldType, 
/**
 * Selected entries that have it.
 */
present: number, 
/**
 * Selected entries that lack it.
 */
absent: number, 
/**
 * Different values, as well as that is known.
 */
nValues: number, 
/**
 * There are more than are counted one by one: `n_values` is an estimate, and the most frequent
 * value may not be among those in `top`.
 */
isEstimate: boolean, 
/**
 * Entries whose value is not counted by itself.
 */
beyond: number, 
/**
 * The most frequent of the values that are counted, equally frequent ones sorted.
 */
top: Array<ValueCount>, };

export type ValuesAsk = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * How many of the most frequent values to answer with, at most 10,000.
 */
top: number, };

export type Want = { 
/**
 * Which source.
 */
source: number, 
/**
 * First byte.
 */
start: number, 
/**
 * One past the last.
 */
end: number, };

export type WindowAsk = { 
/**
 * Its first instant.
 */
from: NanosText, 
/**
 * One past its last.
 */
end: NanosText, };

export type WireAbout = { 
/**
 * Of all that it is about.
 */
exact: string, 
/**
 * Of the coarser form.
 */
coarse: string, };

export type WireAnswer = { 
/**
 * Which fold.
 */
fold: number, 
/**
 * The question's.
 */
generation: number, 
/**
 * Workers whose parts are in it.
 */
nWorkers: number, 
/**
 * All of these parts were complete.
 */
isComplete: boolean, 
/**
 * Entries that were looked at, selected or not.
 */
lookedAt: number, 
/**
 * Entries whose text was needed but can no longer be read.
 */
unsearched: number, 
/**
 * Fields of the query that no entry read so far has.
 */
unknownFields: Array<WireUnknownField>, 
/**
 * The answer.
 */
answer: FoldAnswer, };

export type WireArchiveBytes = { 
/**
 * The whole archive, unpacked if it is compressed as a whole.
 */
bytes: number, 
/**
 * In members that can be read and in nested archives, as stored.
 */
inMembers: number, 
/**
 * In members that cannot.
 */
skipped: number, 
/**
 * In headers, directories and padding.
 */
overhead: number, 
/**
 * Raw bytes after the end of the compressed stream around it.
 */
trailing: number, };

export type WireArchiveTrouble = { 
/**
 * Its path in the outermost archive; empty for that archive itself.
 */
path: string, 
/**
 * Why, as a clause.
 */
why: string, 
/**
 * Raw byte of the file where the problem appeared.
 */
at: number, 
/**
 * It unpacks to more than is allowed.
 */
isTooMuch: boolean, };

export type WireCompletion = { 
/**
 * The field whose value belongs there; null if a name does.
 */
field: string | null, 
/**
 * The part of it before the cursor, without quotes.
 */
typed: string, 
/**
 * First UTF-16 unit of what an offer replaces.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * What the language itself offers, as written.
 */
offers: Array<string>, };

export type WireCondition = { "subject": "field", 
/**
 * The field.
 */
name: string, 
/**
 * The value.
 */
value: string, } | { "subject": "source", 
/**
 * The name.
 */
name: string, } | { "subject": "format", 
/**
 * The id.
 */
id: string, } | { "subject": "group", 
/**
 * Its id.
 */
id: string, } | { "subject": "kind", 
/**
 * Its word in the query language; an unknown one changes nothing.
 */
word: string, };

export type WireDroppedField = { 
/**
 * Its name.
 */
name: string, 
/**
 * What its columns took.
 */
bytes: number, };

export type WireEdit = { "edit": "include", 
/**
 * What they must meet.
 */
condition: WireCondition, } | { "edit": "exclude", 
/**
 * What they must not meet.
 */
condition: WireCondition, } | { "edit": "remove", 
/**
 * What is said no more.
 */
condition: WireCondition, } | { "edit": "setLevels", 
/**
 * The bits.
 */
levels: number, } | { "edit": "atLeast", 
/**
 * As a number.
 */
level: number, } | { "edit": "onlyLevel", 
/**
 * As a number.
 */
level: number, } | { "edit": "toggleLevel", 
/**
 * As a number.
 */
level: number, } | { "edit": "excludeLevel", 
/**
 * As a number.
 */
level: number, };

export type WireException = { 
/**
 * What it has to do with the one before.
 */
relation: WireRelation, 
/**
 * It is not part of the chain of causes.
 */
isAside: boolean, 
/**
 * Its type; may be empty.
 */
name: string, 
/**
 * What it says.
 */
message: string, 
/**
 * The line that names it, from 0.
 */
line: number | null, 
/**
 * Its calls in the order of the text.
 */
frames: Array<WireFrame>, 
/**
 * Calls that the text leaves out.
 */
nLeftOut: number, };

export type WireFieldUse = { 
/**
 * The name.
 */
name: string, 
/**
 * First unit.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * Its term may be meant as text where no such field is.
 */
mayBeText: boolean, };

export type WireForm = { "kind": "text" } | { "kind": "textWithLines" } | { "kind": "jsonLines" } | { "kind": "csv", 
/**
 * Its columns, separated by commas: `time`, `level`, `source`, `line`, `offset`, `format`,
 * `message`, `text`, or a field; a name in double quotes is always a field.
 */
columns: string, };

export type WireFormat = { 
/**
 * What people and queries call it.
 */
name: string, 
/**
 * Its pattern.
 */
pattern: string, 
/**
 * The line it was made from.
 */
example: string, };

export type WireFormatTitle = { 
/**
 * What queries call it.
 */
id: string, 
/**
 * What people call it.
 */
title: string, };

export type WireFrame = { 
/**
 * Its first line, from 0.
 */
first: number, 
/**
 * One past its last.
 */
end: number, 
/**
 * Function with its class or module; may be empty.
 */
function: string, 
/**
 * File; may be empty.
 */
file: string, 
/**
 * Line in the file.
 */
line: number | null, 
/**
 * Whether it is code of the program itself, as far as known libraries tell.
 */
isOwn: boolean, };

export type WireGroupUse = { 
/**
 * Its id.
 */
id: string, 
/**
 * First unit of it.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * What the query says of it to all entries.
 */
standing: WireStanding, 
/**
 * Which entries are in it; the query cannot be asked before that is so of all groups.
 */
known: WireKnownGroup, };

export type WireKnownGroup = "notAsked" | "missing" | "found";

export type WireLayer = { 
/**
 * What decodes the range before.
 */
decoders: unknown, 
/**
 * First byte.
 */
start: number, 
/**
 * One past the last.
 */
end: number, };

export type WireLedger = { 
/**
 * Counts, in the order of [`FIGURES`](crate::store::FIGURES).
 */
figures: number[], 
/**
 * Entries by level.
 */
levels: number[], 
/**
 * Entries by the format that parsed them: id, title, count; `text` is the fallback.
 */
formats: [string, string, number][], };

export type WireMark = { 
/**
 * Its first UTF-16 unit.
 */
start: number, 
/**
 * One past its last.
 */
end: number, 
/**
 * What it is.
 */
role: WireRole, 
/**
 * The field's name; empty for the others.
 */
name: string, };

export type WireMember = { 
/**
 * Its path in the archive; nested archives are separated by ` › `.
 */
path: string, 
/**
 * Its unpacked size according to the archive.
 */
sizeBytes: number, 
/**
 * When it was last modified, in milliseconds since 1970.
 */
modifiedMillis: number, 
/**
 * Where it is.
 */
place: WirePlace, 
/**
 * How to read it; null if it is skipped, or if that is asked for apart.
 */
opened: WireOpened | null, 
/**
 * When exactly it was modified, if how to read it is asked for apart (`PlanMembers`).
 */
unplanned: NanosText | null, 
/**
 * Why it is skipped, as a clause; null if it is read.
 */
skipped: string | null, 
/**
 * It is a folder: skipping it loses nothing.
 */
isFolder: boolean, 
/**
 * It is skipped because it does not look like text; the user may have it read all the same.
 */
isBinary: boolean, };

export type WireMemory = { 
/**
 * Time, place, level and format of every entry: never dropped.
 */
indexBytes: number, 
/**
 * Columns of fields: dropped over budget, since they can be read again.
 */
fieldBytes: number, 
/**
 * Text of sources without random access, compressed: never dropped.
 */
textBytes: number, 
/**
 * The entries of selections, and the answers about them.
 */
answerBytes: number, 
/**
 * Text on its way through the parser.
 */
readingBytes: number, 
/**
 * Copies of text for the next query: the first to be dropped.
 */
cacheBytes: number, };

export type WireOpened = { 
/**
 * How to read it.
 */
plan: SourcePlan, 
/**
 * Name of its main format.
 */
formatId: string, 
/**
 * Title of its main format.
 */
formatTitle: string, 
/**
 * Why that format, in a sentence; if it is not read, what it seems to be.
 */
why: string, 
/**
 * Earliest time among the first and last entries: an estimate of the bounds.
 */
first: NanosText | null, 
/**
 * Latest time among them.
 */
last: NanosText | null, };

export type WireOther = { 
/**
 * Its number, from 1.
 */
line: number, 
/**
 * Its text, or the beginning of a long one.
 */
text: string, };

export type WireOverrule = { 
/**
 * Id of the only format to try besides plain text, or the name of one of `own`.
 */
format: string | null, 
/**
 * User-defined formats, preferred to all others where they fit.
 */
own: Array<WireFormat>, 
/**
 * What the text is encoded in: `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
 */
encoding: string | null, 
/**
 * At most how many bytes it may unpack to, whatever the ratio to its size.
 */
unpackLimit: number | null, 
/**
 * Whether lines without a head belong to the entry before them.
 */
joinsLines: boolean | null, 
/**
 * East of UTC, in seconds, for times without a zone.
 */
offsetSecs: number | null, 
/**
 * Year of the latest entry, for times without a year.
 */
lastYear: number | null, 
/**
 * Added to every time, in seconds.
 */
shiftSecs: number, };

export type WirePasteReading = "text" | "query" | "part";

export type WirePlace = { 
/**
 * The file that contains it, as a source.
 */
archive: number, 
/**
 * Ranges of the file, of what that unpacks to, and so on inwards; a single one needs no unpacking.
 */
layers: Array<WireLayer>, 
/**
 * At most how many bytes the file may unpack to; null for a sensible limit.
 */
unpackLimit: number | null, 
/**
 * What decodes its bytes first.
 */
lead: unknown, };

export type WireRelation = "first" | "causedBy" | "whileHandling" | "suppressed" | "beside";

export type WireRemark = { 
/**
 * The sentence.
 */
message: string, 
/**
 * First UTF-16 unit of what it is about.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * What to call the other query on a button; empty if there is none.
 */
title: string, 
/**
 * Its text.
 */
query: string, };

export type WireRole = "time" | "level" | "message" | "field";

export type WireRowLook = { 
/**
 * Names of fields whose values are wanted.
 */
fields: Array<string>, 
/**
 * Lines of each message, at least one.
 */
lines: number, 
/**
 * By which clock its source wrote the time of each.
 */
hasOffsets: boolean, };

export type WireStanding = "absent" | "included" | "excluded";

export type WireTerm = { 
/**
 * As it is written.
 */
text: string, 
/**
 * First UTF-16 unit of it.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * The query without it.
 */
without: string, };

export type WireTimes = { 
/**
 * The earliest; null while there is none.
 */
first: NanosText | null, 
/**
 * The latest.
 */
last: NanosText | null, 
/**
 * That of the entry that the user stands on.
 */
near: NanosText | null, 
/**
 * What typed times are of that say no zone; UTC if nothing is said.
 */
zone: WireZone, };

export type WireTrace = { 
/**
 * Which text of the entry it is in.
 */
place: WireTracePlace, 
/**
 * The text with line ends, if it is written in one line; otherwise the lines are its own.
 */
unfolded: string | null, 
/**
 * What people call the language that it is written like.
 */
language: string, 
/**
 * Whether the call that failed is the last of the frames.
 */
hasFailedCallLast: boolean, 
/**
 * Place in `exceptions` of the one at the end of the chain of causes.
 */
rootCause: number, 
/**
 * The one that was not handled, then what caused it.
 */
exceptions: Array<WireException>, };

export type WireTracePlace = { "kind": "message" } | { "kind": "field", 
/**
 * Place among its fields.
 */
idx: number, } | { "kind": "original" };

export type WireUnknownField = { 
/**
 * Its position among the fields that the query names.
 */
place: number, 
/**
 * As the query names it.
 */
name: string, 
/**
 * The known field whose name is closest, if one is close.
 */
closest: string | null, };

export type WireUnplanned = { 
/**
 * Where it is.
 */
place: WirePlace, 
/**
 * When it was last modified, exactly.
 */
modified: NanosText, };

export type WireZone = { 
/**
 * The place whose clocks it follows, as the zone database calls it.
 */
place: string | null, 
/**
 * East of UTC, in seconds, if there is no place or it is not known.
 */
offsetSecs: number, };

/** Every figure of a ledger, in the order in which their counts travel. */
export const FIGURES = [
  { id: "bytesRead", unit: "bytes", title: "Read", query: null, partOf: null },
  { id: "bytesDecoded", unit: "bytes", title: "Text (after decompression and decoding)", query: null, partOf: null },
  { id: "bytesInEntries", unit: "bytes", title: "In entries", query: null, partOf: "bytesDecoded" },
  { id: "bytesOutside", unit: "bytes", title: "Outside entries (byte order mark, header, leading blank lines)", query: null, partOf: "bytesDecoded" },
  { id: "invalidBytes", unit: "bytes", title: "Not valid UTF-8", query: "is:invalid", partOf: null },
  { id: "bytesTrailing", unit: "bytes", title: "Trailing padding or a cut-off character", query: null, partOf: null },
  { id: "lines", unit: "lines", title: "Lines", query: null, partOf: null },
  { id: "joinedLines", unit: "lines", title: "Continuation lines", query: "is:multiline", partOf: "lines" },
  { id: "blankLines", unit: "lines", title: "Blank lines", query: null, partOf: "lines" },
  { id: "headerLines", unit: "lines", title: "Header lines", query: null, partOf: "lines" },
  { id: "sharedLines", unit: "lines", title: "Further entries on a line", query: null, partOf: null },
  { id: "entries", unit: "entries", title: "Entries", query: "", partOf: "lines" },
  { id: "withoutTime", unit: "entries", title: "Without a time", query: "is:untimed", partOf: null },
  { id: "timeOutOfRange", unit: "entries", title: "Time before 1677 or after 2262", query: "is:out-of-range", partOf: null },
  { id: "inferredYear", unit: "entries", title: "Year inferred", query: "is:inferred-year", partOf: null },
  { id: "inferredZone", unit: "entries", title: "Zone inferred", query: "is:inferred-zone", partOf: null },
  { id: "inferredDate", unit: "entries", title: "Date inferred", query: "is:inferred-date", partOf: null },
  { id: "outOfOrder", unit: "entries", title: "Out of order", query: "is:earlier", partOf: null },
  { id: "splitEntries", unit: "entries", title: "Cut because too long", query: "is:cut", partOf: null },
] as const;
