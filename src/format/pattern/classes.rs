//! What fields may hold: the table of the words that may follow a field's name.

use super::names::is_dotted;
use super::words::{has_inner_point, is_code, is_coded, is_decimal, is_hex, is_ip};

/// A row of [`CLASSES`].
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldClass {
    /// The word after the colon.
    pub(super) word: &'static str,
    /// How far it may go.
    pub(super) reach: Reach,
    /// What its value means besides being text.
    pub(super) meaning: Meaning,
    /// Whether a value may be one of these.
    pub(super) fits: fn(&[u8]) -> bool,
    /// How much of an entry's text it fixes; a byte of a literal counts as two.
    pub(super) weight: u32,
}

/// Where a field ends at the latest; usually what follows it in the pattern ends it earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Word,
    Line,
    /// The end of the line; before that, it ends at the last occurrence of what follows it.
    LineToLast,
    Entry,
    /// Its last digit, whatever follows.
    Digits,
    /// Its last digit or dash: proxies write 0 or -1 where there was no answer.
    SignedDigits,
    /// The closing quote; the field begins at the opening one.
    Quotes,
}

/// What a field's value means besides being text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Text,
    /// An address; a port after it is separate.
    Address,
    /// The status of a response, which is also the level.
    Status,
    /// The first line of a request: its parts, or all of it if it does not have three.
    Request,
    /// One of a few words, or one of them and a number.
    OneOf,
}

/// Every class; `mod.rs` describes them.
pub(super) static CLASSES: [FieldClass; 18] = [
    row("", Reach::Word, is_some, 0),
    row("text", Reach::Line, is_any, 0),
    row("digits", Reach::Digits, is_digits, 4),
    row("dotted", Reach::Word, is_dotted, 1),
    // Less than other narrow ones, since most words look like a qualified name.
    row("qualified", Reach::Word, |value| is_dotted(value) && has_inner_point(value), 3),
    row("path", Reach::Word, is_path, 4),
    row("coded", Reach::Word, is_coded, 1),
    row("hex", Reach::Word, is_hex, 4),
    row("ip", Reach::Word, is_ip, 4),
    meaning(Meaning::Address, row("addr", Reach::Word, is_some, 0)),
    meaning(Meaning::Status, row("http", Reach::SignedDigits, is_status, 4)),
    row("quoted", Reach::Quotes, is_any, 4),
    meaning(Meaning::Request, row("request", Reach::Quotes, is_any, 4)),
    row("rest", Reach::Entry, is_any, 0),
    row("last", Reach::LineToLast, is_any, 0),
    row("code", Reach::Word, is_code, 4),
    row("decimal", Reach::Word, is_decimal, 4),
    meaning(Meaning::OneOf, row("=", Reach::Word, is_any, 6)),
];

const fn row(word: &'static str, reach: Reach, fits: fn(&[u8]) -> bool, weight: u32) -> FieldClass {
    FieldClass { word, reach, meaning: Meaning::Text, fits, weight }
}

const fn meaning(meaning: Meaning, class: FieldClass) -> FieldClass {
    FieldClass { meaning, ..class }
}

impl FieldClass {
    /// The class that a placeholder's word names; the words of a choice follow its sign.
    pub(super) fn from_word(word: &str) -> Option<&'static Self> {
        let word = if word.starts_with('=') { "=" } else { word };
        CLASSES.iter().find(|class| class.word == word)
    }
}

fn is_any(_value: &[u8]) -> bool {
    true
}

fn is_some(value: &[u8]) -> bool {
    !value.is_empty()
}

fn is_digits(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_digit)
}

fn is_path(value: &[u8]) -> bool {
    is_dotted(value) && memchr::memmem::find(value, b"::").is_some()
}

fn is_status(value: &[u8]) -> bool {
    matches!(value, b"0" | b"-1") || (value.len() == 3 && value.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_told_of() {
        let told = include_str!("mod.rs");
        for class in CLASSES.iter().filter(|class| !class.word.is_empty()) {
            assert!(told.contains(&format!(":{}", class.word)), "{}", class.word);
        }
    }
}
