//! The one place that wires input, frame, format, time and store together.

use crate::format::{FieldNames, Parsed, SourceParser, TextRef};
use crate::frame::{Framed, Scanner, Window, trim_line_ends};
use crate::input::{BOM, Chain, DecodeError, Pulled, ReadError, Storage, count_invalid_utf8};
use crate::store::{Block, BlockBuilder, CountedEntry, Figure, Kept, Ledger, NewEntry, Order};
use crate::units::{ByteSpan, SourceId};

/// What it costs to unpack what stands in front of a source, in bytes of text, each time that it takes more.
const BUSY_COST: u64 = 8 << 20;

/// How much is read and sealed at a time; what comes out does not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Text of a block before it is sealed, in bytes: small enough that a query that has to
    /// look at text reads little in vain, large enough that its columns' dictionaries pay.
    pub block_bytes: u64,
    /// Bytes asked of the storage at a time: browsers read slices below 8 MiB much slower.
    pub read_bytes: u64,
    /// Text asked for at a time beyond the range's end, to finish its last entry.
    pub tail_bytes: u64,
    /// Compressed bytes asked for at a time; they become many times as much text.
    pub raw_read_bytes: u64,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            block_bytes: 1 << 20,
            read_bytes: 8 << 20,
            tail_bytes: 64 << 10,
            raw_read_bytes: 1 << 20,
        }
    }
}

/// Reads one range of a source.
#[derive(Debug)]
pub struct Task {
    source: SourceId,
    sizes: Sizes,
    /// Raw bytes to read: text from the range's start to the source's end, or a whole stream.
    raw: ByteSpan,
    range_start: u64,
    range_end: u64,
    /// Next raw byte to ask for.
    raw_at: u64,
    stream: Option<Stream>,
    scanner: Scanner,
    /// What parsing found to be an entry of its own, behind the one that it stood in.
    rest: Option<Framed>,
    /// Text from `text_start` on that is not sealed yet.
    text: Vec<u8>,
    text_start: u64,
    is_source_start: bool,
    kept: Kept,
    builder: BlockBuilder,
    block_lines: u64,
    lines_before: u64,
    parsed: Parsed,
    ledger: Ledger,
    order: Order,
    state: TaskState,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// There is more to do.
    Running,
    /// It cannot go on before these raw bytes are there.
    Waiting(ByteSpan),
    /// All is read.
    Done,
    /// It was told to stop; what came before is kept.
    Cancelled,
    /// It ended early; what came before is kept.
    Failed(TaskError),
}

/// Why a task ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskError {
    /// The cause.
    pub cause: TaskErrorCause,
    /// Raw byte of the source where it showed.
    pub at: u64,
}

/// Causes of a [`TaskError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskErrorCause {
    /// The file is not what it was.
    Changed,
    /// The file cannot be read.
    Unreadable,
    /// The compressed stream is damaged.
    Damaged,
    /// The compressed stream ends in the middle.
    Unfinished,
    /// It unpacks to more text than is sensible.
    TooMuch,
    /// The compressed stream is made in a way that is not read: why, as a clause.
    Unsupported(&'static str),
}

/// What a task needs of the world and of its session.
pub struct Env<'a, S> {
    /// Where raw bytes come from.
    pub storage: &'a mut S,
    /// How the source's entries are parsed.
    pub parser: &'a mut SourceParser,
    /// Names of fields, shared by all sources.
    pub names: &'a mut FieldNames,
    /// Takes sealed blocks.
    pub blocks: &'a mut Vec<Block>,
}

#[derive(Debug)]
struct Stream {
    chain: Chain,
    /// All text is out.
    is_over: bool,
}

impl Task {
    /// Reads the entries of text `range` of a plain source of `size` bytes.
    pub fn plain(source: SourceId, range: ByteSpan, size: u64, sizes: Sizes) -> Self {
        let scanner = Scanner::new(range.start, range.end);
        let raw = ByteSpan { start: scanner.keep_from(), end: size };
        Self { sizes, ..Self::new(source, range, raw, scanner) }
    }

    /// Reads a whole source of `size` raw bytes through a chain of decoders and keeps its text.
    pub fn stream(source: SourceId, size: u64, chain: Chain, sizes: Sizes) -> Self {
        let stream = Some(Stream { chain, is_over: false });
        let raw = ByteSpan { start: 0, end: size };
        let range = ByteSpan { start: 0, end: u64::MAX };
        let task = Self::new(source, range, raw, Scanner::new(0, u64::MAX));
        Self { sizes, stream, kept: Kept::Text, ..task }
    }

    /// Keeps the text in memory, for storage that cannot be read twice.
    #[must_use]
    pub fn keeping_text(self) -> Self {
        Self { kept: Kept::Text, ..self }
    }

    fn new(source: SourceId, range: ByteSpan, raw: ByteSpan, scanner: Scanner) -> Self {
        Self {
            source,
            sizes: Sizes::default(),
            raw,
            range_start: range.start,
            range_end: range.end.min(raw.end),
            raw_at: raw.start,
            text_start: raw.start,
            kept: Kept::Place,
            stream: None,
            scanner,
            rest: None,
            text: Vec::new(),
            is_source_start: range.start == 0,
            builder: BlockBuilder::new(source, range.start),
            block_lines: 0,
            lines_before: 0,
            parsed: Parsed::default(),
            ledger: Ledger::default(),
            order: Order::default(),
            state: TaskState::Running,
        }
    }

    /// Which source it reads.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// Start of its range: with the source, its name.
    pub fn start(&self) -> u64 {
        self.range_start
    }

    /// Tells the time of the last dated entry before the block that is not sealed yet.
    pub fn set_time_before(&mut self, nanos: Option<i64>) {
        self.builder.set_time_before(nanos);
    }

    /// How far it is.
    pub fn state(&self) -> TaskState {
        self.state
    }

    /// Figures so far.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How times run so far.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Bytes in memory of what is not sealed yet, and of the room to seal it.
    pub fn size_bytes(&self) -> usize {
        self.text.capacity()
            + self.builder.size_bytes()
            + self.stream.as_ref().map_or(0, |stream| stream.chain.size_bytes())
    }

    /// Works through about `budget` bytes of text; returns how many it was.
    ///
    /// # Cost
    /// Linear in the bytes. Memory: one read, or the longest entry.
    pub fn step<S: Storage>(&mut self, env: &mut Env<'_, S>, budget: u64) -> u64 {
        let mut n_done = 0;
        self.state = TaskState::Running;
        while n_done < budget && self.state == TaskState::Running {
            if self.is_source_start {
                // Nothing is looked at before it is known whether a byte order mark leads.
                n_done += self.fill(env.storage);
                continue;
            }
            match self.next_entry(env.parser) {
                Some(framed) => {
                    n_done += framed.span.len();
                    self.take_entry(framed, env);
                    let block = self.builder.span().map_or(0, ByteSpan::len);
                    if block >= self.sizes.block_bytes {
                        self.seal(env.blocks);
                    } else if self.builder.is_full() {
                        self.builder.take_in(block_text(
                            &self.text,
                            self.text_start,
                            &self.builder,
                        ));
                    }
                }
                None if self.scanner.is_done() => self.finish(env.blocks),
                None => n_done += self.fill(env.storage),
            }
        }
        if matches!(self.state, TaskState::Failed(_)) {
            self.finish_early(env);
        }
        n_done
    }

    fn next_entry(&mut self, parser: &mut SourceParser) -> Option<Framed> {
        if self.rest.is_some() {
            return self.rest.take();
        }
        let is_last = self.is_at_end();
        // Its front may be text that waits to be sealed into a block.
        let window = Window { text: &self.text, base: self.text_start, is_last };
        self.scanner.next(&window, parser)
    }

    /// The next entry of a source that ends where reading failed.
    fn last_entry(&mut self, parser: &mut SourceParser) -> Option<Framed> {
        if self.rest.is_some() {
            return self.rest.take();
        }
        let window = Window { text: &self.text, base: self.text_start, is_last: true };
        self.scanner.next(&window, parser)
    }

    /// Whether all text of the source is in memory.
    fn is_at_end(&self) -> bool {
        match &self.stream {
            None => self.raw_at >= self.raw.end,
            Some(stream) => stream.is_over,
        }
    }

    fn take_entry<S>(&mut self, whole: Framed, env: &mut Env<'_, S>) {
        let (mut framed, mut parsed) = (whole, self.parse(whole, env));
        if self.parsed.next.is_some() {
            (framed, parsed) = self.parse_first(whole, parsed, env);
        }
        let (len, format) = parsed;
        let (time, level) = (self.parsed.time, self.parsed.level);
        let is_out_of_range = self.parsed.is_time_out_of_range;
        self.builder.push(NewEntry { span: framed.span, time, is_out_of_range, level, format });
        if self.parsed.has_codes {
            self.builder.note_codes();
        }
        let fields = self.parsed.fields.iter();
        let fields = fields.map(|&(field, TextRef { start, len })| (field, start, len));
        self.builder.push_fields(len, &self.parsed.unescaped, fields);
        self.block_lines += framed.n_lines;
        self.count(framed, format);
    }

    /// Parses an entry; the length of its text, and the place of its format in the plan.
    #[inline]
    fn parse<S>(&mut self, framed: Framed, env: &mut Env<'_, S>) -> (usize, u8) {
        let entry = trim_line_ends(slice(&self.text, self.text_start, framed.span));
        let rare = self.scanner.rare_from(framed.span.start);
        (entry.len(), env.parser.parse_noticed(entry, rare, env.names, &mut self.parsed))
    }

    /// Parses the first of several entries in `whole`; the rest of it is the next entry.
    #[inline(never)]
    fn parse_first<S>(
        &mut self,
        whole: Framed,
        parsed: (usize, u8),
        env: &mut Env<'_, S>,
    ) -> (Framed, (usize, u8)) {
        let (mut framed, mut parsed) = (whole, parsed);
        while let Some(next) = self.parsed.next {
            let entry = trim_line_ends(slice(&self.text, self.text_start, framed.span));
            let Some((first, [_, ..])) = entry.split_at_checked(next) else { break };
            if first.is_empty() {
                break;
            }
            framed = framed.first_part(first);
            let entry = trim_line_ends(first);
            parsed = (entry.len(), env.parser.parse(entry, env.names, &mut self.parsed));
        }
        if framed.span.end < whole.span.end {
            self.rest = Some(whole.behind(framed));
        }
        (framed, parsed)
    }

    fn count(&mut self, framed: Framed, format: u8) {
        let Framed { span, n_lines, n_blank, is_split } = framed;
        let time = self.parsed.time;
        let counted = CountedEntry {
            n_bytes: span.len(),
            n_raw_bytes: self.raw_part(span.len()),
            n_lines,
            n_blank,
            is_split,
            time,
            is_out_of_range: self.parsed.is_time_out_of_range,
            is_earlier: time.is_some_and(|stamp| self.order.push(stamp.at.0)),
        };
        self.ledger.count_entry(&counted, self.parsed.level, format);
        // The next entry begins on its last line.
        let is_shared = n_lines == n_blank && !is_split;
        self.ledger[Figure::SharedLines] += u64::from(is_shared);
    }

    /// Bytes of the file that so many bytes of text are; where it is decoded, reading counts them.
    ///
    /// A plain file's raw bytes are its text; those read twice at a cut count once.
    fn raw_part(&self, n_bytes: u64) -> u64 {
        if self.stream.is_none() { n_bytes } else { 0 }
    }

    #[inline(never)]
    fn seal(&mut self, blocks: &mut Vec<Block>) {
        let text = block_text(&self.text, self.text_start, &self.builder);
        self.ledger[Figure::InvalidBytes] += count_invalid_utf8(text);
        // Blank lines and headers at the start of a source lie before its first entry.
        let lines_before = self.lines_before + self.scanner.outside().n_lines;
        blocks.extend(self.builder.seal(text, lines_before, self.kept));
        self.lines_before += std::mem::take(&mut self.block_lines);
    }

    /// Gets more text; returns how many bytes.
    #[inline(never)]
    fn fill<S: Storage>(&mut self, storage: &mut S) -> u64 {
        self.drop_sealed_text();
        let before = self.text.len();
        let outcome = match self.stream {
            None => self.fill_plain(storage),
            Some(_) => self.fill_stream(storage),
        };
        if let Err(state) = outcome {
            self.state = state;
            if state == TaskState::Running {
                return BUSY_COST;
            }
        }
        if self.is_source_start && (self.text.len() >= BOM.len() || self.is_at_end()) {
            self.is_source_start = false;
            if self.text.starts_with(BOM) {
                self.scanner.skip_mark(BOM.len() as u64);
            }
        }
        (self.text.len() - before) as u64
    }

    fn drop_sealed_text(&mut self) {
        let unsealed = self.builder.span().map(|span| span.start);
        let keep = unsealed.unwrap_or(u64::MAX).min(self.scanner.keep_from());
        let n_dropped = usize::try_from(keep - self.text_start).unwrap_or(usize::MAX);
        let n_dropped = n_dropped.min(self.text.len());
        self.text.drain(..n_dropped);
        self.text_start += n_dropped as u64;
    }

    fn fill_plain<S: Storage>(&mut self, storage: &mut S) -> Result<(), TaskState> {
        let end = if self.raw_at < self.range_end {
            (self.raw_at + self.sizes.read_bytes).min(self.range_end)
        } else {
            // An entry that goes on and on is read in steps that grow with it.
            self.raw_at
                + self.sizes.tail_bytes.max(self.text.len() as u64 / 2).min(self.sizes.read_bytes)
        };
        let span = ByteSpan { start: self.raw_at, end: end.min(self.raw.end) };
        self.raw_at += read(storage, self.source, span, &mut self.text)?;
        Ok(())
    }

    fn fill_stream<S: Storage>(&mut self, storage: &mut S) -> Result<(), TaskState> {
        let Some(stream) = self.stream.as_mut() else { return Ok(()) };
        let max_growth = usize::try_from(self.sizes.block_bytes).unwrap_or(usize::MAX);
        match stream.chain.pull(&mut self.text, max_growth) {
            Ok(Pulled::Some) => {}
            Ok(Pulled::Over) => stream.is_over = true,
            Ok(Pulled::NeedsRaw) => {
                let end = (self.raw_at + self.sizes.raw_read_bytes).min(self.raw.end);
                let span = ByteSpan { start: self.raw_at, end };
                let Some(input) = stream.chain.input() else { return Ok(()) };
                let n_read = read(storage, self.source, span, input)?;
                self.raw_at += n_read;
                self.ledger[Figure::BytesRead] += n_read;
                if self.raw_at >= self.raw.end {
                    stream.chain.end_input();
                }
            }
            Err(why) => {
                return Err(failed(cause_of(why), self.raw_at - stream.chain.n_unused()));
            }
        }
        Ok(())
    }

    #[inline(never)]
    fn finish(&mut self, blocks: &mut Vec<Block>) {
        self.seal(blocks);
        self.count_outside();
        self.let_go();
        self.state = TaskState::Done;
    }

    /// Keeps what could be read before the failure, the last line too, though it may be cut.
    #[cold]
    fn finish_early<S>(&mut self, env: &mut Env<'_, S>) {
        while let Some(framed) = self.last_entry(env.parser) {
            self.take_entry(framed, env);
        }
        self.seal(env.blocks);
        self.count_outside();
        self.let_go();
    }

    /// Gives up the memory that only reading needs.
    fn let_go(&mut self) {
        self.text = Vec::new();
        self.ledger[Figure::BytesTrailing] +=
            self.stream.take().map_or(0, |stream| stream.chain.n_trailing());
        self.builder = BlockBuilder::new(self.source, self.range_start);
    }

    /// Stops here: what is complete is kept, nothing more is read.
    pub fn cancel(&mut self, blocks: &mut Vec<Block>) {
        if matches!(self.state, TaskState::Running | TaskState::Waiting(_)) {
            self.finish(blocks);
            self.state = TaskState::Cancelled;
        }
    }

    fn count_outside(&mut self) {
        let outside = self.scanner.outside();
        self.ledger[Figure::BytesRead] += self.raw_part(outside.n_bytes);
        self.ledger[Figure::BytesDecoded] += outside.n_bytes;
        self.ledger[Figure::BytesOutside] += outside.n_bytes;
        self.ledger[Figure::Lines] += outside.n_lines;
        self.ledger[Figure::BlankLines] += outside.n_blank;
        self.ledger[Figure::HeaderLines] += outside.n_lines - outside.n_blank;
    }
}

/// The part `span` of `text`, which starts at `text_start`.
fn slice(text: &[u8], text_start: u64, span: ByteSpan) -> &[u8] {
    let place = |at: u64| usize::try_from(at - text_start).unwrap_or(usize::MAX);
    text.get(place(span.start)..place(span.end)).unwrap_or_default()
}

/// Text of the entries that wait in `builder`: part of `text`, which starts at `text_start`.
fn block_text<'t>(text: &'t [u8], text_start: u64, builder: &BlockBuilder) -> &'t [u8] {
    let Some(span) = builder.span() else { return &[] };
    slice(text, text_start, span)
}

fn read<S: Storage>(
    storage: &mut S,
    source: SourceId,
    span: ByteSpan,
    out: &mut Vec<u8>,
) -> Result<u64, TaskState> {
    storage.read_on(source, span, out).map_err(|error| match error {
        ReadError::NotHere => TaskState::Waiting(span),
        ReadError::Busy => TaskState::Running,
        ReadError::Broken { why, at } => failed(cause_of(why), at),
        ReadError::Changed => failed(TaskErrorCause::Changed, span.start),
        ReadError::Unreadable => failed(TaskErrorCause::Unreadable, span.start),
    })
}

fn cause_of(why: DecodeError) -> TaskErrorCause {
    match why {
        DecodeError::Damaged { .. } => TaskErrorCause::Damaged,
        DecodeError::Unfinished => TaskErrorCause::Unfinished,
        DecodeError::TooMuch => TaskErrorCause::TooMuch,
        DecodeError::Unsupported(why) => TaskErrorCause::Unsupported(why),
    }
}

fn failed(cause: TaskErrorCause, at: u64) -> TaskState {
    TaskState::Failed(TaskError { cause, at })
}
