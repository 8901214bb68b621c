//! Levels in free text, where they are clearly marked as such.
//!
//! In a message, "error" is a word like any other. It is the level only where it is set apart: in
//! brackets, after `level=`, or, if only parts of a head come before it, in capitals or before a
//! colon. Prose is never searched for levels, however its words are written.

use super::scan::{first_line, is_blank, skip_blanks};
use crate::level::Level;

/// How many words of a line are examined.
const N_WORDS: usize = 10;
/// How far into a line, in bytes; heads are short.
const REACH: usize = 200;

/// The level at the very start of a message: `ERROR …`, `[error] …`, `error: …`, `level=error …`.
pub(super) fn level_at_start(text: &[u8]) -> Option<Level> {
    let line = first_line(text);
    let line = line.get(skip_blanks(line, 0)..)?;
    runtime_level(line).or_else(|| marked_level(line, WordPlace::Head))
}

/// Go's runtime marks its crashes with two words.
fn runtime_level(text: &[u8]) -> Option<Level> {
    text.starts_with(b"fatal error: ").then_some(Level::Fatal)
}

/// The level that one of the first words of a line names.
pub(super) fn level_in_words(text: &[u8]) -> Option<Level> {
    let head = reachable(first_line(text));
    if let Some(level) = runtime_level(head) {
        return Some(level);
    }
    let mut place = WordPlace::Head;
    let mut at = 0;
    for _ in 0..N_WORDS {
        let rest = head.get(at..)?;
        let rest = rest.get(rest.iter().position(|&byte| !ends_word(byte))?..)?;
        if let Some(level) = marked_level(rest, place) {
            return Some(level);
        }
        let word = first_word(rest);
        if is_prose(word) {
            place = WordPlace::Prose;
        }
        at = head.len() - rest.len() + word.len();
    }
    None
}

/// The part of a line that is examined, without a word that was cut off.
fn reachable(line: &[u8]) -> &[u8] {
    let Some(head) = line.get(..REACH) else { return line };
    let end = head.iter().rposition(|&byte| ends_word(byte)).unwrap_or(head.len());
    head.get(..end).unwrap_or_default()
}

fn ends_word(byte: u8) -> bool {
    is_blank(byte) || byte == b'|'
}

fn first_word(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|&byte| ends_word(byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordPlace {
    /// Nothing, or only what heads consist of: numbers, names, brackets.
    Head,
    /// Words of a sentence.
    Prose,
}

/// Whether a word belongs to a sentence: it is all letters, and no capitals or colon show that it
/// is a name.
fn is_prose(word: &[u8]) -> bool {
    // What is quoted is a value, or the text of one.
    if memchr::memchr(b'"', word).is_some() {
        return true;
    }
    let is_around = |byte: &u8| b"\"'`.,;!?()".contains(byte);
    let core = word.trim_with(is_around);
    let (core, is_label) = match core.strip_suffix(b":") {
        Some(label) => (label, true),
        None => (core, false),
    };
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let is_inside = |byte: &u8| is_letter(byte) || matches!(byte, b'\'' | b'-');
    if !core.first().is_some_and(is_letter) || !core.iter().all(is_inside) {
        return false;
    }
    let is_camel = core.windows(2).any(|pair| {
        matches!(pair, [first, second] if first.is_ascii_lowercase() && second.is_ascii_uppercase())
    });
    let is_program = is_label && core.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-');
    // Some write several columns of capitals before the level.
    let is_column = !is_label && core.len() > 1 && is_upper(core);
    !is_camel && !is_program && !is_column
}

/// The level that `text` begins with, if it is marked as one.
fn marked_level(text: &[u8], place: WordPlace) -> Option<Level> {
    if let Some(level) = after_key(first_word(text)) {
        return Some(level);
    }
    let open = *text.first()?;
    match (open, place) {
        (b'[' | b'<', _) | (b'(' | b'{', WordPlace::Head) => bracketed_level(text, place),
        (b'A'..=b'Z' | b'a'..=b'z', WordPlace::Head) => {
            bare_level(text).or_else(|| letter_before_place(text))
        }
        _ => None,
    }
}

/// `[error]`, `[ERROR ]`, `(W)`; in a head, the brackets may hold more: `[ info|main]`.
fn bracketed_level(text: &[u8], place: WordPlace) -> Option<Level> {
    let is_open = |byte: &&u8| matches!(byte, b'[' | b'(' | b'<' | b'{');
    let n_open = text.iter().take_while(is_open).count();
    let inside = text.get(skip_blanks(text, n_open)..)?;
    let word = inside.get(..letters_len(inside))?;
    let after = inside.get(skip_blanks(inside, word.len())..)?;
    let next = *after.first()?;
    let is_closed = matches!(next, b']' | b')' | b'>' | b'}');
    if place == WordPlace::Head && is_closed && n_open == 1 {
        let letters = match word {
            b"EE" => b"E",
            b"WW" => b"W",
            b"II" => b"I",
            letters => letters,
        };
        if let [letter @ (b'T' | b'D' | b'I' | b'W' | b'E' | b'F')] = letters {
            return Level::from_letter(*letter);
        }
    }
    let goes_on = place == WordPlace::Head && matches!(next, b'|' | b',' | b':' | b';' | b'/');
    let is_capital = is_upper(word) && !is_weak(word);
    let is_set = is_closed || goes_on || (place == WordPlace::Head && is_capital);
    if is_set { Level::from_word(word) } else { None }
}

/// `ERROR …`, `error: …`, `information/Component: …`.
fn bare_level(text: &[u8]) -> Option<Level> {
    let word = text.get(..letters_len(text))?;
    let after = text.get(word.len()..)?;
    let level = Level::from_word(word)?;
    let is_level = match after.first() {
        None | Some(b' ' | b'\t' | b'|' | b']' | b')' | b'>' | b'}' | b',' | b';' | b'[') => {
            is_upper(word) && !is_weak(word)
        }
        // What has two colons is the name of something.
        Some(b':') => !after.starts_with(b"::") && (!is_weak(word) || is_loud_label(word)),
        Some(b'/') => is_component(after.get(1..)?),
        _ => false,
    };
    is_level.then_some(level)
}

/// `Component:`, and then a blank or nothing.
fn is_component(text: &[u8]) -> bool {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let len = text.iter().take_while(is_name).count();
    let after = text.get(len..).unwrap_or_default();
    len > 0 && after.first() == Some(&b':') && after.get(1).is_none_or(|byte| is_blank(*byte))
}

/// A level's letter before a line of source: `I file.cc:12] …`, `W 314 dir/file.cc:12] …`.
fn letter_before_place(text: &[u8]) -> Option<Level> {
    let [letter @ (b'I' | b'W' | b'E' | b'F' | b'D' | b'V'), b' ', rest @ ..] = text else {
        return None;
    };
    let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = rest.get(skip_blanks(rest, n_digits)..)?;
    let end = rest.iter().take(REACH).position(|&byte| byte == b']' || is_blank(byte))?;
    let place = rest.get(..end).filter(|_| rest.get(end) == Some(&b']'))?;
    let colon = memchr::memrchr(b':', place)?;
    let (file, line) = (place.get(..colon)?, place.get(colon + 1..)?);
    let is_line = !line.is_empty() && line.iter().all(u8::is_ascii_digit);
    if is_line && memchr::memchr(b'.', file).is_some() { Level::from_letter(*letter) } else { None }
}

/// How many letters `text` begins with, up to the length of words for levels.
fn letters_len(text: &[u8]) -> usize {
    text.iter().take(14).take_while(|byte| byte.is_ascii_alphabetic()).count()
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

/// Weak words that are levels in capitals before a colon, since no sentence begins that way.
fn is_loud_label(letters: &[u8]) -> bool {
    matches!(letters, b"LOG" | b"CONFIG" | b"FINE" | b"GRAVE" | b"FEIN" | b"INFOS" | b"AVISO")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, level: Option<Level>) {
        assert_eq!(level_in_words(text.as_bytes()), level, "{text}");
    }

    #[test]
    fn a_word_set_apart_in_a_head_is_the_level() {
        for (text, level) in [
            ("ERROR no tide today", Level::Error),
            ("error: no tide today", Level::Error),
            ("Warning: low tide", Level::Warn),
            ("[error] no tide", Level::Error),
            ("[ info|pier] tide", Level::Info),
            ("[ERROR ] no tide", Level::Error),
            ("(W) low tide", Level::Warn),
            ("(EE) no tide", Level::Error),
            ("[pier 4] 812 - harbour.Tides WARN low", Level::Warn),
            ("tided: WARN low", Level::Warn),
            ("- 1117838570 R02-M1 RAS KERNEL FATAL no tide", Level::Fatal),
            ("information/TideListener: high", Level::Info),
            ("I 1 tide.cc:12] high", Level::Info),
            ("W harbour/tide.cc:12] low", Level::Warn),
            ("tide=low level=warn", Level::Warn),
            ("fatal error: all goroutines are asleep", Level::Fatal),
            ("pump 3 stopped: [error] pressure lost", Level::Error),
        ] {
            check(text, Some(level));
        }
    }

    #[test]
    fn prose_is_not_searched() {
        for text in [
            "Stack trace:",
            "the word ERROR stands in a sentence",
            "An ERROR: it happened",
            "Backup finished: error: none",
            "No Fatal: so it is said",
            "Note: the info desk is closed",
            "Information desk moved",
            "(C) the harbour",
            "Fehler im Satz",
            "Ошибка ERROR: нет",
            "error::Kind is a name",
            "plain\nERROR in the second line",
            "I 1 am no file",
            "they said (error) and went",
            "{\"a\":\"b ERROR c\"}",
        ] {
            check(text, None);
        }
    }
}
