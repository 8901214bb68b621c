//! What entries are, beside what they say: `is:untimed`, `is:multiline`.
//!
//! Whatever the ledger counts by entries is a kind, so that each of its figures can be looked at.

use crate::frame::{MAX_ENTRY_BYTES, trim_line_ends};
use crate::store::{Block, NO_TIME, RowSet};
use crate::time::Inferred;

/// A kind of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Without a time.
    Untimed,
    /// With a time of which some part was inferred: these, or any.
    Inferred(Inferred),
    /// With a time that is too far away to be kept.
    OutOfRange,
    /// Earlier than the dated entry before it in its source.
    Earlier,
    /// Of several lines.
    Multiline,
    /// With bytes that are not UTF-8.
    Invalid,
    /// Cut, because whole it is too long to be held.
    Cut,
}

/// Every kind, by the word that a query has for it.
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

    /// Whether only the text tells.
    pub fn needs_text(self) -> bool {
        matches!(self, Self::Multiline | Self::Invalid)
    }

    /// Whether any entry of a block may be of the kind, by what is known without looking.
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

    /// The entries of a block that are of the kind; `text` is its text if that is needed.
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

/// Whether `part` is among what was inferred; no part in particular means any.
fn is_inferred(inferred: Inferred, part: Inferred) -> bool {
    inferred != Inferred::NONE && inferred.has(part)
}
