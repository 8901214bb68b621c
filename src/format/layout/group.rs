//! Brackets in a head, and what they hold.

use super::parts::Part;
use super::places::{parts_of_address, parts_of_file};
use super::reader::{Case, HeadReader, Strength};
use super::token::{file_line, is_name, is_number, name_of, split_first, split_last, trimmed};
use crate::format::pattern::words::is_coded;
use crate::format::scan::{is_blank, skip_blanks};
use crate::level::Level;

/// The longest text in brackets.
const MAX_LEN: usize = 100;
/// The most blanks in it.
const MAX_BLANKS: usize = 3;

/// Takes the brackets that open here; `None` if they are part of a sentence.
pub(super) fn read(head: &mut HeadReader<'_>, open: u8) -> Option<Strength> {
    let close = match open {
        b'[' => b']',
        b'(' => b')',
        b'<' => b'>',
        _ => b'}',
    };
    let rest = head.rest();
    let n_open = rest.iter().take_while(|byte| **byte == open).count().min(2);
    let inside = rest.get(n_open..rest.len().min(MAX_LEN))?;
    let len = memchr::memchr(close, inside)?;
    let text = inside.get(..len)?;
    let is_closed = (0..n_open).all(|n| inside.get(len + n) == Some(&close));
    // Brackets within brackets of the same kind are data.
    if !is_closed || memchr::memchr(open, text).is_some() {
        return None;
    }
    // What a tag of markup encloses follows at once.
    let next = inside.get(len + n_open).copied();
    let is_apart = next.is_none_or(|byte| is_blank(byte) || b":,;|@-[(<".contains(&byte));
    if open == b'<' && (!is_apart || text.starts_with(b"/")) {
        return None;
    }
    let start = head.at + n_open;
    let after = start + len + n_open;
    let mut parts = Vec::new();
    let is_time_inside = head.time.is_some_and(|time| (start..start + len).contains(&time.start));
    let strength = if is_time_inside {
        parts = series(head, start, start + len)?;
        Strength::Strong
    } else {
        content(head, open, text, &mut parts)?
    };
    let bracket = |byte: u8| Part::literal(&vec![byte; n_open]);
    head.parts.push(bracket(open));
    head.parts.extend(parts);
    head.parts.push(bracket(close));
    head.at = after;
    Some(strength)
}

/// The parts of text in brackets that is not a time.
fn content(
    head: &mut HeadReader<'_>,
    open: u8,
    text: &[u8],
    parts: &mut Vec<Part>,
) -> Option<Strength> {
    let value = trimmed(text);
    if !head.has_level
        && let Some(found) = level(value)
    {
        if text.first().is_some_and(|byte| is_blank(*byte)) {
            parts.push(Part::gap());
        }
        parts.extend(found);
        parts.push(Part::gap());
        head.has_level = true;
        return Some(Strength::Strong);
    }
    let n_blanks = value.iter().filter(|byte| is_blank(**byte)).count();
    let is_list = value.iter().any(|byte| b"\"',;=".contains(byte));
    if n_blanks > MAX_BLANKS || is_list {
        return None;
    }
    if let Some(found) = file_line(value) {
        parts.extend(parts_of_file(found));
        return Some(Strength::Strong);
    }
    let is_square = open == b'[';
    if head.is_labelled && (!is_square || n_blanks > 0) {
        return None;
    }
    if let Some(found) = keyed(value) {
        parts.extend(found);
        return Some(Strength::Strong);
    }
    if is_number(value) {
        let gap = (text.len() > value.len()).then(Part::gap);
        parts.extend(gap.clone());
        parts.push(Part::field("digits", "pid"));
        parts.extend(gap);
        return Some(Strength::Strong);
    }
    if let Some((name, number)) = split_last(value, b':')
        && is_number(number)
        && is_name(name)
        && is_square
    {
        parts.push(Part::field("text", "thread"));
        parts.push(Part::literal(b":"));
        parts.push(Part::field("digits", "id"));
        return Some(Strength::Strong);
    }
    // Other brackets than square ones are used in sentences as well.
    let is_word = value.is_empty() || (n_blanks == 0 && (is_coded(value) || is_name(value)));
    if !is_square && !is_word {
        return None;
    }
    parts.push(Part::field("text", name_of(value)));
    let is_sure = is_square || value.is_empty() || is_coded(value);
    Some(if is_sure { Strength::Strong } else { Strength::Weak })
}

/// `info`, or `module:info`.
fn level(value: &[u8]) -> Option<Vec<Part>> {
    if Level::from_word(value).is_some() {
        return Some(vec![Part::level()]);
    }
    let (module, word) = split_last(value, b':')?;
    let is_it = is_name(module) && word.len() >= 4 && Level::from_word(word).is_some();
    is_it.then(|| vec![Part::field("", "module"), Part::literal(b":"), Part::level()])
}

/// `pid 12`, `MSGID: 12`, `client 10.0.0.1:80`: a word, and the value it names.
fn keyed(value: &[u8]) -> Option<Vec<Part>> {
    let blank = value.iter().position(|byte| is_blank(*byte))?;
    let (key, rest) = value.split_at(blank);
    let rest = trimmed(rest);
    let name = key.strip_suffix(b":").unwrap_or(key);
    let is_key = name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let is_value = !rest.iter().any(|byte| is_blank(*byte))
        && (is_coded(rest) || rest == b"-" || key.ends_with(b":"));
    if !is_key || !is_value || name.is_empty() || rest.is_empty() {
        return None;
    }
    let lower = String::from_utf8_lossy(name).to_lowercase();
    let mut parts = vec![Part::literal(key), Part::blank()];
    match parts_of_address(rest) {
        Some(found) => parts.extend(found),
        None => parts.push(Part::field("text", &lower)),
    }
    Some(parts)
}

/// The parts of several items, one of which is the time.
fn series(head: &mut HeadReader<'_>, start: usize, end: usize) -> Option<Vec<Part>> {
    let outer = std::mem::take(&mut head.parts);
    let before = head.at;
    head.at = start;
    let is_read = series_parts(head, end);
    let parts = std::mem::replace(&mut head.parts, outer);
    head.at = before;
    is_read.then_some(parts)
}

fn series_parts(head: &mut HeadReader<'_>, end: usize) -> bool {
    let line = head.line;
    while head.at < end {
        let next = skip_blanks(line, head.at);
        if next > head.at {
            head.parts.push(Part::gap());
            head.at = next;
            continue;
        }
        if let Some(time) = head.time.filter(|time| time.start == head.at) {
            // A zone's name may stand behind it.
            if time.end > end {
                return false;
            }
            head.take_time(time);
        } else if head.level(Case::Any).is_none() && !series_word(head, end) {
            return false;
        }
    }
    head.at == end
}

/// A sign, a number or a name in a series.
fn series_word(head: &mut HeadReader<'_>, end: usize) -> bool {
    let rest = head.line.get(head.at..end).unwrap_or_default();
    let is_end = |byte: &u8| is_blank(*byte) || b",;|".contains(byte);
    let len = rest.iter().position(is_end).unwrap_or(rest.len());
    let Some(word) = rest.get(..len) else { return false };
    if len == 0 {
        let Some(sign) = rest.get(..1) else { return false };
        head.parts.push(Part::literal(sign));
        head.at += 1;
        return true;
    }
    let n_signs = word.iter().take_while(|byte| b"#*@-".contains(byte)).count();
    let (signs, value) = word.split_at(n_signs);
    if n_signs > 0 {
        head.parts.push(Part::literal(signs));
    }
    if let Some((key, number)) = split_first(value, b'=')
        && is_name(key)
        && !number.is_empty()
    {
        head.parts.push(Part::literal(&[key, b"="].concat()));
        head.parts.push(Part::field("", &String::from_utf8_lossy(key).to_lowercase()));
    } else if is_number(value) {
        head.parts.push(Part::field("digits", "pid"));
    } else if is_name(value) {
        head.parts.push(Part::field("", name_of(value)));
    } else if !value.is_empty() {
        return false;
    }
    head.at += len;
    true
}
