//! The figures of a ledger: what each counts, what it is called, and which entries it is about.
//!
//! This table is the only list of them. Adding one takes a variant, a row of [`FIGURES`] and a
//! line in [`Figures::count_entry`] or wherever it is known; the sums, the command's summary,
//! the protocol and the page follow.

use std::ops::{Index, IndexMut};

use crate::time::{Inferred, Stamp};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the file or of its text.
    Bytes,
    /// Lines of text.
    Lines,
    /// Entries.
    Entries,
}

impl Unit {
    /// The plural, as it stands behind a number.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Lines => "lines",
            Self::Entries => "entries",
        }
    }
}

/// A count that a ledger keeps: its place in [`FIGURES`] and on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Raw bytes read from the file.
    BytesRead,
    /// Bytes of text that came of them.
    BytesDecoded,
    /// Text in entries.
    BytesInEntries,
    /// Text in no entry: byte order mark, blank lines and a header at the start.
    BytesOutside,
    /// Bytes that are not UTF-8.
    InvalidBytes,
    /// Raw bytes that belong to nothing: padding and garbage after a compressed stream's end.
    BytesTrailing,
    /// Lines, blank ones too.
    Lines,
    /// Lines that continue an entry.
    JoinedLines,
    /// Lines of white space.
    BlankLines,
    /// Lines in front of the first entry that tell about all of them: the header of a table.
    HeaderLines,
    /// Lines that a further entry shares: each time one follows another on the same line.
    SharedLines,
    /// Entries.
    Entries,
    /// Entries without a time.
    WithoutTime,
    /// Entries whose time does not fit 64-bit nanoseconds; they count as without time too.
    TimeOutOfRange,
    /// Entries whose year was inferred.
    InferredYear,
    /// Entries whose zone was inferred.
    InferredZone,
    /// Entries whose date was inferred.
    InferredDate,
    /// Entries earlier than the dated one before them in the source.
    ///
    /// A task knows those within it; whoever joins tasks adds those at the seams
    /// ([`Order::append`](super::Order::append)).
    OutOfOrder,
    /// Entries that were cut because they are too long to be held.
    SplitEntries,
}

/// Where the command's summary for people shows a figure; the page shows all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InSummary {
    /// Even if it is zero.
    Always,
    /// Only if there is something to count.
    AboveZero,
    /// Not at all: another figure says it already.
    Never,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FigureRow {
    /// Which figure.
    pub figure: Figure,
    /// Its name for programs, in snake case.
    pub id: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Its name for people.
    pub title: &'static str,
    /// What the title leaves open, if anything.
    pub note: &'static str,
    /// Lists the entries that are counted; for bytes and lines, those that hold them.
    pub query: Option<&'static str>,
    /// The figure that it adds up to with the others that are part of it.
    pub part_of: Option<Figure>,
    /// Whether the summary for people has it.
    pub in_summary: InSummary,
}

/// What most rows are, to write down only what differs.
const fn row(figure: Figure, id: &'static str, unit: Unit, title: &'static str) -> FigureRow {
    let in_summary = InSummary::AboveZero;
    FigureRow { figure, id, unit, title, note: "", query: None, part_of: None, in_summary }
}

impl FigureRow {
    const fn noting(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    const fn listed_by(self, query: &'static str) -> Self {
        Self { query: Some(query), ..self }
    }

    const fn part_of(self, whole: Figure) -> Self {
        Self { part_of: Some(whole), ..self }
    }

    const fn in_summary(self, in_summary: InSummary) -> Self {
        Self { in_summary, ..self }
    }

    /// Title and note.
    pub fn full_title(&self) -> String {
        match self.note {
            "" => self.title.to_owned(),
            note => format!("{} ({note})", self.title),
        }
    }
}

/// Every figure, in the order of [`Figure`].
pub const FIGURES: [FigureRow; N_FIGURES] = {
    use Figure as F;
    use Unit::{Bytes, Entries, Lines};
    [
        row(F::BytesRead, "bytes_read", Bytes, "Read").in_summary(InSummary::Never),
        row(F::BytesDecoded, "bytes_decoded", Bytes, "Text")
            .noting("after decompression and decoding"),
        row(F::BytesInEntries, "bytes_in_entries", Bytes, "In entries")
            .part_of(F::BytesDecoded)
            .in_summary(InSummary::Never),
        row(F::BytesOutside, "bytes_outside", Bytes, "Outside entries")
            .noting("byte order mark, header, leading blank lines")
            .part_of(F::BytesDecoded),
        row(F::InvalidBytes, "invalid_bytes", Bytes, "Not valid UTF-8").listed_by("is:invalid"),
        row(F::BytesTrailing, "bytes_trailing", Bytes, "Trailing padding or a cut-off character"),
        row(F::Lines, "lines", Lines, "Lines"),
        row(F::JoinedLines, "joined_lines", Lines, "Continuation lines")
            .listed_by("is:multiline")
            .part_of(F::Lines),
        row(F::BlankLines, "blank_lines", Lines, "Blank lines").part_of(F::Lines),
        row(F::HeaderLines, "header_lines", Lines, "Header lines").part_of(F::Lines),
        row(F::SharedLines, "shared_lines", Lines, "Further entries on a line"),
        row(F::Entries, "entries", Entries, "Entries")
            .listed_by("")
            .part_of(F::Lines)
            .in_summary(InSummary::Always),
        row(F::WithoutTime, "without_time", Entries, "Without a time").listed_by("is:untimed"),
        row(F::TimeOutOfRange, "time_out_of_range", Entries, "Time before 1677 or after 2262")
            .listed_by("is:out-of-range"),
        row(F::InferredYear, "inferred_year", Entries, "Year inferred")
            .listed_by("is:inferred-year"),
        row(F::InferredZone, "inferred_zone", Entries, "Zone inferred")
            .listed_by("is:inferred-zone"),
        row(F::InferredDate, "inferred_date", Entries, "Date inferred")
            .listed_by("is:inferred-date"),
        row(F::OutOfOrder, "out_of_order", Entries, "Out of order").listed_by("is:earlier"),
        row(F::SplitEntries, "split_entries", Entries, "Cut because too long").listed_by("is:cut"),
    ]
};

/// How many figures there are.
pub const N_FIGURES: usize = Figure::SplitEntries as usize + 1;

/// Rows stand where their figures say: the compiler checks it.
const _: () = {
    let mut place = 0;
    while place < N_FIGURES {
        assert!(FIGURES[place].figure as usize == place, "a row stands in the wrong place");
        place += 1;
    }
};

/// What is known of an entry when it is counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountedEntry {
    /// Bytes of text.
    pub n_bytes: u64,
    /// Bytes of the file that this text is; none where it was decoded.
    pub n_raw_bytes: u64,
    /// Lines, blank ones too.
    pub n_lines: u64,
    /// Lines of white space.
    pub n_blank: u64,
    /// It is cut, and goes on in the next one.
    pub is_split: bool,
    /// Its time.
    pub time: Option<Stamp>,
    /// It says a time that 64-bit nanoseconds cannot hold.
    pub is_out_of_range: bool,
    /// It is earlier than the dated one before.
    pub is_earlier: bool,
}

/// One count for each figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures([u64; N_FIGURES]);

impl Figures {
    /// Adds an entry.
    #[inline]
    pub fn count_entry(&mut self, entry: &CountedEntry) {
        self[Figure::BytesRead] += entry.n_raw_bytes;
        self[Figure::BytesDecoded] += entry.n_bytes;
        self[Figure::BytesInEntries] += entry.n_bytes;
        self[Figure::Lines] += entry.n_lines;
        self[Figure::JoinedLines] += (entry.n_lines - entry.n_blank).saturating_sub(1);
        self[Figure::BlankLines] += entry.n_blank;
        self[Figure::Entries] += 1;
        match entry.time {
            None => self[Figure::WithoutTime] += 1,
            Some(stamp) if stamp.inferred == Inferred::NONE => {}
            Some(stamp) => self.count_inferred(stamp.inferred),
        }
        self[Figure::TimeOutOfRange] += u64::from(entry.is_out_of_range);
        self[Figure::OutOfOrder] += u64::from(entry.is_earlier);
        self[Figure::SplitEntries] += u64::from(entry.is_split);
    }

    fn count_inferred(&mut self, inferred: Inferred) {
        self[Figure::InferredYear] += u64::from(inferred.has(Inferred::YEAR));
        self[Figure::InferredZone] += u64::from(inferred.has(Inferred::ZONE));
        self[Figure::InferredDate] += u64::from(inferred.has(Inferred::DATE));
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }

    /// Takes away the counts of a part that was added.
    pub fn take_away(&mut self, other: &Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_sub(count);
        }
    }

    /// Every figure with its count.
    pub fn rows(&self) -> impl Iterator<Item = (&'static FigureRow, u64)> {
        const { &FIGURES }.iter().zip(self.0)
    }

    /// The counts, in the order of the table.
    pub fn counts(&self) -> &[u64] {
        &self.0
    }

    /// Counts in the order of [`FIGURES`]; those that are missing are 0.
    pub fn from_counts(counts: &[u64]) -> Self {
        let mut figures = Self::default();
        for (figure, count) in figures.0.iter_mut().zip(counts) {
            *figure = *count;
        }
        figures
    }

    /// Figures that are not the sum of their parts; there must be none.
    ///
    /// A line that several entries share counts once for each of them. An entry that was cut begins
    /// in the middle of a line, which then counts for two: lines are not compared where there is one.
    pub fn uneven(&self) -> Vec<Figure> {
        let is_split = self[Figure::SplitEntries] > 0;
        self.rows()
            .filter(|(row, count)| {
                let parts = || self.rows().filter(|(part, _)| part.part_of == Some(row.figure));
                let n_shared =
                    if row.figure == Figure::Lines { self[Figure::SharedLines] } else { 0 };
                let sum = parts().map(|(_, part)| part).sum::<u64>();
                parts().next().is_some() && sum != *count + n_shared
            })
            .map(|(row, _)| row.figure)
            .filter(|figure| !(is_split && *figure == Figure::Lines))
            .collect()
    }
}

impl Index<Figure> for Figures {
    type Output = u64;

    #[inline]
    fn index(&self, figure: Figure) -> &u64 {
        &self.0[figure as usize]
    }
}

impl IndexMut<Figure> for Figures {
    #[inline]
    fn index_mut(&mut self, figure: Figure) -> &mut u64 {
        &mut self.0[figure as usize]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_in_snake_case() {
        let is_snake = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(FIGURES.iter().all(|row| is_snake(row.id)));
        assert_eq!(FIGURES.iter().map(|row| row.id).collect::<BTreeSet<_>>().len(), N_FIGURES);
    }

    #[test]
    fn titles_are_unique_and_in_sentence_case() {
        for title in FIGURES.map(|row| row.title) {
            // The command writes the first letter small.
            let mut letters = title.chars();
            assert!(letters.next().is_some_and(char::is_uppercase), "{title}");
            assert!(letters.next().is_some_and(char::is_lowercase), "{title}");
            assert!(!title.ends_with('.'), "{title}");
        }
        assert_eq!(FIGURES.map(|row| row.title).iter().collect::<BTreeSet<_>>().len(), N_FIGURES);
    }

    #[test]
    fn whatever_counts_entries_has_a_query() {
        for row in FIGURES.iter().filter(|row| row.unit == Unit::Entries) {
            assert!(row.query.is_some(), "{}", row.id);
        }
    }

    #[test]
    fn what_does_not_add_up_is_named() {
        let mut figures = Figures::default();
        let entry = CountedEntry { n_bytes: 9, n_lines: 4, n_blank: 1, ..CountedEntry::default() };
        figures.count_entry(&entry);
        assert_eq!(figures.uneven(), []);
        figures[Figure::BytesOutside] += 1;
        figures[Figure::HeaderLines] += 1;
        assert_eq!(figures.uneven(), [Figure::BytesDecoded, Figure::Lines]);
        figures[Figure::SplitEntries] += 1;
        assert_eq!(figures.uneven(), [Figure::BytesDecoded]);
    }
}
