//! Levels in free text, where they are clearly marked as such.
//!
//! "error" is a word like any other in a message; it is the level only where it is set apart:
//! in capitals, in brackets, before a colon at the start, or after `level=`.

use super::scan::{is_blank, skip_blanks};
use crate::level::Level;

/// How many words of a line are looked at.
const N_WORDS: usize = 10;
/// How far into a line they are looked for, in bytes: heads are short.
const REACH: usize = 200;

/// The level that a message says at its very start: `ERROR …`, `[error] …`, `error: …`, `level=error …`.
pub(super) fn level_at_start(text: &[u8]) -> Option<Level> {
    let text = text.get(skip_blanks(text, 0)..)?;
    runtime_level(text).or_else(|| marked_level(first_word(text), WordPlace::Start))
}

/// Go's runtime marks its crashes with two words where others have one.
fn runtime_level(text: &[u8]) -> Option<Level> {
    text.starts_with(b"fatal error: ").then_some(Level::Fatal)
}

/// The level that one of the first words of a line is.
pub(super) fn level_in_words(text: &[u8]) -> Option<Level> {
    let head = text.get(..text.len().min(REACH))?;
    if let Some(level) = runtime_level(head) {
        return Some(level);
    }
    let mut place = WordPlace::Start;
    let words = head.split(|&byte| is_blank(byte) || byte == b'|' || byte == b'\n');
    words.filter(|word| !word.is_empty()).take(N_WORDS).find_map(|word| {
        let level = marked_level(word, place);
        // A lower-case "error:" starts a message only after words that are no prose.
        if word.iter().all(u8::is_ascii_lowercase) {
            place = WordPlace::Inside;
        }
        level
    })
}

fn first_word(text: &[u8]) -> &[u8] {
    let end = text.iter().take(40).position(|&byte| is_blank(byte) || byte == b'\n');
    text.get(..end.unwrap_or(text.len().min(40))).unwrap_or_default()
}

/// Whether a word may be the first of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordPlace {
    Start,
    Inside,
}

fn marked_level(word: &[u8], place: WordPlace) -> Option<Level> {
    if let Some(level) = after_key(word) {
        return Some(level);
    }
    let n_open = word.iter().take_while(|byte| matches!(byte, b'[' | b'(' | b'<' | b'{')).count();
    let inner = word.get(n_open..)?;
    let n_letters = inner.iter().take(14).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let letters = inner.get(..n_letters)?;
    let after = inner.get(n_letters).copied();
    if !matches!(after, None | Some(b']' | b')' | b'>' | b'}' | b':' | b',' | b';' | b'[')) {
        return None;
    }
    // Before brackets, as before a thread's number, capitals only.
    if after == Some(b'[') && !is_upper(letters) {
        return None;
    }
    let level = Level::from_word(letters)?;
    let is_bracketed = n_open > 0 && matches!(after, Some(b']' | b')' | b'>' | b'}'));
    let is_capital = letters.iter().all(u8::is_ascii_uppercase) && !is_weak(letters);
    let is_label = place == WordPlace::Start
        && after == Some(b':')
        && (!is_weak(letters) || is_upper(letters));
    (is_bracketed || is_capital || is_label).then_some(level)
}

fn is_upper(letters: &[u8]) -> bool {
    letters.iter().all(u8::is_ascii_uppercase)
}

/// Words that mean a level in some logs and something else in most.
pub(super) fn is_weak(letters: &[u8]) -> bool {
    const WEAK: [&[u8]; 14] = [
        b"log", b"default", b"config", b"fine", b"note", b"alert", b"spam", b"errors", b"not",
        b"grave", b"fein", b"blad", b"aviso", b"infos",
    ];
    WEAK.iter().any(|weak| letters.eq_ignore_ascii_case(weak))
}

/// The level of `level=warn`, `lvl="warn"`, `"level":"warn",`.
fn after_key(word: &[u8]) -> Option<Level> {
    let at = memchr::memchr2(b'=', b':', word)?;
    let trim = |byte: &u8| {
        matches!(byte, b'"' | b'\'' | b'{' | b'[' | b'(' | b',' | b']' | b')' | b'}' | b';')
    };
    let key = word.get(..at)?.trim_with(trim);
    let is_key = matches!(
        key,
        b"level" | b"lvl" | b"severity" | b"loglevel" | b"log_level" | b"Level" | b"log.level"
    );
    if !is_key {
        return None;
    }
    Level::from_word(word.get(at + 1..)?.trim_with(trim))
}

trait TrimWith {
    fn trim_with(&self, is_trimmed: impl Fn(&u8) -> bool) -> &[u8];
}

impl TrimWith for [u8] {
    fn trim_with(&self, is_trimmed: impl Fn(&u8) -> bool) -> &[u8] {
        let start = self.iter().position(|byte| !is_trimmed(byte)).unwrap_or(self.len());
        let end = self.iter().rposition(|byte| !is_trimmed(byte)).map_or(start, |at| at + 1);
        self.get(start..end).unwrap_or_default()
    }
}
