//! Where an entry's own words begin, if nothing is known of its layout but the place of its time.
//!
//! Where the layout is known the message comes without a head. Otherwise the head is what stands up
//! to the time, with the columns that logs put around it: numbers, hosts, a level, a program.

use super::mask::varies;
use super::token::is_blank;
use super::words::is_of_date;
use crate::level::Level;

/// Columns of a head; further on a time is a value.
const MAX_WORDS: usize = 16;

/// Words between the time and the level, and columns between the time and what names a program.
const MAX_TO_LEVEL: usize = 4;
const MAX_TO_LABEL: usize = 2;

/// The part of a line behind its head; all of it if there is none. At byte `time_at` stands the time
/// that all lines of its source have there.
pub fn after_head(line: &[u8], time_at: usize) -> &[u8] {
    let words = words(line);
    let Some(last_time) = last_time(line, &words, time_at) else { return line };
    let rest = words.get(last_time + 1..).unwrap_or_default();
    let text = |word: &(usize, usize)| line.get(word.0..word.1).unwrap_or_default();
    let n_columns = rest.iter().take_while(|word| is_column(text(word))).count();
    let level = rest.iter().take(MAX_TO_LEVEL).position(|word| is_level(text(word)));
    let n_head = match level {
        Some(at) if at <= n_columns => at + 1,
        _ => {
            let is_syslog = last_time > 1
                && words.get(last_time - 2).is_some_and(|word| is_of_date(text(word)));
            let is_label = |word: &(usize, usize)| {
                is_process(text(word)) || (is_syslog && is_program(text(word)))
            };
            let n_varying = rest
                .iter()
                .take(MAX_TO_LABEL)
                .take_while(|word| varies(text(word)) && is_column(text(word)) && !is_label(word));
            let n_varying = n_varying.count();
            n_varying + usize::from(rest.get(n_varying).is_some_and(is_label))
        }
    };
    let end = words.get(last_time + n_head).map_or(0, |word| word.1);
    let rest = line.get(end..).unwrap_or_default();
    let is_apart = |byte: &u8| is_blank(*byte) || matches!(byte, b':' | b'-' | b'|' | b']');
    let n_apart = rest.iter().take_while(|byte| is_apart(byte)).count();
    let said = rest.get(n_apart..).unwrap_or_default();
    if said.is_empty() { line } else { said }
}

/// The first words of a line.
fn words(line: &[u8]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    while words.len() < MAX_WORDS + MAX_TO_LEVEL && at < line.len() {
        let rest = line.get(at..).unwrap_or_default();
        let start = at + rest.iter().take_while(|byte| is_blank(**byte)).count();
        let rest = line.get(start..).unwrap_or_default();
        let end = start + rest.iter().take_while(|byte| !is_blank(**byte)).count();
        if end > start {
            words.push((start, end));
        }
        at = end.max(at + 1);
    }
    words
}

/// The last word of a time among the columns that a line begins with: all words up to the known one
/// are columns.
fn last_time(line: &[u8], words: &[(usize, usize)], time_at: usize) -> Option<usize> {
    let mut last = None;
    for (at, (start, end)) in words.iter().take(MAX_WORDS).enumerate() {
        let word = line.get(*start..*end).unwrap_or_default();
        if is_level(word) && *start > time_at {
            break;
        }
        if *start <= time_at || is_time(word) {
            last = Some(at);
        } else if !is_column(word) && !is_of_date(word) && !is_coded(word) {
            break;
        }
    }
    last
}

/// A date, a clock, or seconds since the epoch.
fn is_time(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"[").unwrap_or(word);
    let n_digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = n_digits(word);
    if first == word.len() {
        return matches!(first, 10 | 13) && word.starts_with(b"1");
    }
    let rest = word.get(first + 1..).unwrap_or_default();
    let second = n_digits(rest);
    let sign = word.get(first).copied().unwrap_or(0);
    let third = n_digits(rest.get(second + 1..).unwrap_or_default());
    match sign {
        b':' => (1..=2).contains(&first) && second == 2,
        b'-' | b'/' | b'.' => {
            let next = rest.get(second) == Some(&sign);
            next && matches!((first, second, third), (4, 2, 2) | (2, 2, 4))
        }
        _ => false,
    }
}

/// A word that stands in a column: a number or a name with one, a sign, a word in capitals.
fn is_column(word: &[u8]) -> bool {
    let is_sign = word.iter().all(u8::is_ascii_punctuation);
    let is_capital = word
        .iter()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"_-[]:".contains(byte));
    let is_pair = word.contains(&b'=') || word.contains(&b'"');
    is_sign || (is_capital && word.len() > 1) || (varies(word) && !is_pair)
}

/// A name such as code has: `unix.hw`, `state_change`.
fn is_coded(word: &[u8]) -> bool {
    let inner = word.get(1..word.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|byte| matches!(byte, b'.' | b'_' | b'/'))
}

fn is_level(word: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let start = word.iter().position(is_letter).unwrap_or(0);
    let end = word.iter().rposition(is_letter).map_or(0, |at| at + 1);
    let word = word.get(start..end).unwrap_or_default();
    word.iter().all(u8::is_ascii_uppercase) && Level::from_word(word).is_some()
}

/// A program with its number: `sshd(pam_unix)[12]:`.
fn is_process(word: &[u8]) -> bool {
    word.ends_with(b"]:") && word.contains(&b'[')
}

/// A program as syslog names those without a number: `kernel:`.
fn is_program(word: &[u8]) -> bool {
    word.strip_suffix(b":").is_some_and(|name| !name.is_empty() && !varies(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let time_at = line.find("10:00:00").or_else(|| line.find("1772")).unwrap_or(0);
        let before = line.get(..time_at).unwrap_or_default();
        let time_at = before.rfind(' ').map_or(0, |at| at + 1);
        assert_eq!(String::from_utf8_lossy(after_head(line.as_bytes(), time_at)), expected);
    }

    #[test]
    fn what_stands_around_the_time_is_no_part_of_what_is_said() {
        check("7 hall-3 2026-03-01 10:00:00 the gate is open", "the gate is open");
        check(
            "- 1772359200 2026.03.01 H1 2026-03-01-10.00.00.123 H1 DOOR HALL WARN gate: stuck",
            "gate: stuck",
        );
        check("x7 Mar 1 10:00:00 h1/h1 gated(pam)[7]: opened by hand", "opened by hand");
        check("x7 Mar 1 10:00:00 h1/h1 kernel: oops", "oops");
        check("12 hall-3 unix.gate state.open 1772359200 1 Gate open: 7", "Gate open: 7");
        check("hall error 1772359200 1 Gate open: 7", "Gate open: 7");
        check("x 10:00:00 INFO: the gate", "the gate");
        check("x 10:00:00 INFO 1772359200 gates", "1772359200 gates");
        check("10:00:00", "10:00:00");
        check("", "");
    }
}
