//! The word that ends the prefix of a line: a severity, or the name of a part.

use crate::level::Level;

/// The words for what belongs to the entry before, and the names of their fields.
pub(super) const PARTS: [(&[u8], &str); 7] = [
    (b"DETAIL", "detail"),
    (b"HINT", "hint"),
    (b"QUERY", "query"),
    (b"CONTEXT", "context"),
    (b"LOCATION", "location"),
    (b"STATEMENT", "statement"),
    (b"BACKTRACE", "backtrace"),
];

/// How long a prefix may be, in bytes.
const MAX_PREFIX: usize = 400;

/// What the word after the prefix is.
#[derive(Clone, Copy)]
pub(super) enum Word {
    /// An entry begins.
    Severity(Level),
    /// The part with this place in [`PARTS`].
    Part(usize),
}

/// The word that ends the prefix of a line, and where.
pub(super) struct PrefixEnd {
    pub(super) word: Word,
    pub(super) start: usize,
    /// After the colon.
    pub(super) end: usize,
    pub(super) needs: Needs,
}

/// What must stand before a word for it to be the server's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A time: two blanks follow, which nobody but the server writes.
    Time,
    /// A time and more.
    More,
}

/// The first severity of a line that can end a prefix.
///
/// The server writes two spaces behind its colon; with one, a sign must stand before the word.
pub(super) fn mark(line: &[u8]) -> Option<PrefixEnd> {
    let head = line.get(..line.len().min(MAX_PREFIX))?;
    memchr::memchr_iter(b':', head).find_map(|colon| {
        let before = head.get(..colon)?;
        let is_in = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let len = before.iter().rev().take(10).take_while(is_in).count();
        let start = colon - len;
        let word = word(before.get(start..)?)?;
        let sign = *head.get(start.checked_sub(1)?)?;
        let rest = line.get(colon + 1..)?;
        let is_wide = rest.starts_with(b"  ");
        let is_marked = match (sign, rest) {
            _ if is_wide => !sign.is_ascii_alphanumeric(),
            (b':' | b'|', [b' ', ..]) => true,
            _ => false,
        };
        // Others align what they write behind this word.
        let is_sure = is_wide && before.get(start..) != Some(b"INFO");
        let needs = if is_sure { Needs::Time } else { Needs::More };
        is_marked.then_some(PrefixEnd { word, start, end: colon + 1, needs })
    })
}

fn word(word: &[u8]) -> Option<Word> {
    let level = match word {
        b"LOG" | b"INFO" => Level::Info,
        b"DEBUG" | b"DEBUG1" | b"DEBUG2" | b"DEBUG3" | b"DEBUG4" | b"DEBUG5" => Level::Debug,
        b"NOTICE" => Level::Notice,
        b"WARNING" => Level::Warn,
        b"ERROR" => Level::Error,
        b"FATAL" | b"PANIC" => Level::Fatal,
        _ => {
            return PARTS.iter().position(|(part, _)| *part == word).map(Word::Part);
        }
    };
    Some(Word::Severity(level))
}
