//! Kinds of entries, whatever their text says: `is:untimed`, `is:multiline`.
//!
//! Everything the ledger counts in entries is a kind, so the entries behind each figure can be listed.

use crate::frame::{MAX_ENTRY_BYTES, trim_line_ends};
use crate::store::{Block, NO_TIME, RowSet};
use crate::time::Inferred;

/// A kind of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Without a time.
    Untimed,
    /// With a time of which this part, or any part, was inferred.
    Inferred(Inferred),
    /// With a time too distant to be stored.
    OutOfRange,
    /// Earlier than the dated entry before it in its source.
    Earlier,
    /// Of several lines.
    Multiline,
    /// With bytes that are not UTF-8.
    Invalid,
    /// Split because the whole entry is too long to hold in memory.
    Cut,
}

/// Every kind with its word in the query language.
const KINDS: &[(&str, Kind)] = &[
    ("untimed", Kind::Untimed),
    ("inferred", Kind::Inferred(Inferred::NONE)),
    ("inferred-year", Kind::Inferred(Inferred::YEAR)),
    ("inferred-zone", Kind::Inferred(Inferred::ZONE)),
    ("inferred-date", Kind::Inferred(Inferred::DATE)),
    ("out-of-range", Kind::OutOfRange),
    ("earlier", Kind::Earlier),
    ("multiline", Kind::Multiline),
    ("invalid", Kind::Invalid),
    ("cut", Kind::Cut),
];

impl Kind {
    /// The kind with this word.
    pub fn named(word: &str) -> Option<Self> {
        let found = KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        found.map(|(_, kind)| *kind)
    }

    /// All words.
    pub fn words() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        let found = KINDS.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(name, _)| name)
    }

    /// Whether it takes the text to tell.
    pub fn needs_text(self) -> bool {
        matches!(self, Self::Multiline | Self::Invalid)
    }

    /// Whether a block may have entries of this kind, without looking at them one by one.
    pub fn may_be_in(self, block: &Block) -> bool {
        match self {
            Self::Untimed => block.zone.n_undated > 0,
            Self::Inferred(part) => block.tags.any(|tag| is_inferred(tag.stamp.inferred(), part)),
            Self::OutOfRange => block.tags.any(|tag| tag.stamp.is_out_of_range()),
            Self::Earlier => block.may_go_back(),
            Self::Cut => block.span.len() >= MAX_ENTRY_BYTES,
            Self::Multiline | Self::Invalid => true,
        }
    }

    /// The entries of a block that are of this kind; `text` is the block's text if it is needed.
    ///
    /// # Cost
    /// O(entries), or one pass over the text.
    pub fn rows(self, block: &Block, text: &[u8]) -> RowSet {
        let n = block.n_entries();
        let entry = |row| trim_line_ends(text.get(block.range(row)).unwrap_or_default());
        match self {
            Self::Untimed => RowSet::from_fn(n, |row| block.times.get(row) == NO_TIME),
            Self::Inferred(part) => {
                block.rows_of_tags(|tag| is_inferred(tag.stamp.inferred(), part))
            }
            Self::OutOfRange => block.rows_of_tags(|tag| tag.stamp.is_out_of_range()),
            Self::Earlier => block.rows_going_back(),
            Self::Cut => RowSet::from_fn(n, |row| block.range(row).len() as u64 >= MAX_ENTRY_BYTES),
            Self::Multiline => {
                RowSet::from_fn(n, |row| memchr::memchr(b'\n', entry(row)).is_some())
            }
            Self::Invalid => RowSet::from_fn(n, |row| std::str::from_utf8(entry(row)).is_err()),
        }
    }
}

/// Whether `part` was inferred; [`Inferred::NONE`] means any part.
fn is_inferred(inferred: Inferred, part: Inferred) -> bool {
    inferred != Inferred::NONE && inferred.has(part)
}
