//! Classifies the words of a head and suggests names for their fields.

use crate::format::pattern::words::{is_coded, is_hex, is_ip};

/// What comes between two numbers or names in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileLine<'t> {
    pub(super) file: &'t [u8],
    /// `(name)` between file and line.
    pub(super) inner: Option<&'t [u8]>,
    pub(super) line: &'t [u8],
    /// What follows the line number.
    pub(super) function: Option<Function<'t>>,
}

/// A function's name after a line number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function<'t> {
    /// `:name`
    Named(&'t [u8]),
    /// `(name)`
    Called(&'t [u8]),
    /// ` in name`
    In(&'t [u8]),
}

/// `main.c:12`, `main.c:12:start`, `main.c:12(start)`, `main.c:12 in start`, `main.cc(start):12`,
/// `MainClass:12`.
pub(super) fn file_line(word: &[u8]) -> Option<FileLine<'_>> {
    if let Some(at) = memchr::memmem::find(word, b" in ")
        && let Some((file, line)) = split_last(word.get(..at)?, b':')
    {
        let (found, name) = (file_and_line(file, line)?, word.get(at + 4..)?);
        return is_name(name).then_some(FileLine { function: Some(Function::In(name)), ..found });
    }
    if let Some((before, called)) = split_last(word, b'(')
        && let Some(name) = called.strip_suffix(b")")
        && let Some((file, line)) = split_last(before, b':')
    {
        let found = file_and_line(file, line)?;
        return is_name(name)
            .then_some(FileLine { function: Some(Function::Called(name)), ..found });
    }
    let (before, last) = split_last(word, b':')?;
    if let Some(found) = file_and_line(before, last) {
        return Some(found);
    }
    let (file, line) = split_last(before, b':')?;
    let found = file_and_line(file, line)?;
    let is_name = last.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    (is_name && !last.is_empty())
        .then_some(FileLine { function: Some(Function::Named(last)), ..found })
}

fn file_and_line<'t>(file: &'t [u8], line: &'t [u8]) -> Option<FileLine<'t>> {
    if !is_number(line) || line.len() > 6 || memchr::memchr(b':', file).is_some() {
        return None;
    }
    if let Some(open) = memchr::memchr(b'(', file)
        && let Some(inner) = file.get(open + 1..).and_then(|rest| rest.strip_suffix(b")"))
    {
        let file = file.get(..open)?;
        return is_file(file).then_some(FileLine {
            file,
            inner: Some(inner),
            line,
            function: None,
        });
    }
    is_file(file).then_some(FileLine { file, inner: None, line, function: None })
}

/// A name with an alphabetic extension, or with a capital inside.
fn is_file(name: &[u8]) -> bool {
    let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./$@+\\".contains(byte);
    let extension = split_last(name, b'.').map(|(_, extension)| extension);
    let has_extension = extension.is_some_and(|extension| {
        (1..=12).contains(&extension.len()) && extension.iter().all(u8::is_ascii_alphabetic)
    });
    let has_capital =
        name.iter().skip(1).any(u8::is_ascii_uppercase) && name.iter().any(u8::is_ascii_lowercase);
    name.iter().all(is_in) && is_coded(name) && (has_capital || (has_extension && !is_host(name)))
}

/// A name that ends as names of hosts do, and names of source files do not.
fn is_host(name: &[u8]) -> bool {
    const DOMAINS: [&[u8]; 5] = [b"com", b"net", b"org", b"edu", b"gov"];
    const SOURCES: [&[u8]; 8] = [b"c", b"cc", b"go", b"js", b"pl", b"py", b"rb", b"rs"];
    let ending = split_last(name, b'.').map_or(&[][..], |(_, ending)| ending);
    let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let is_country = ending.len() == 2 && n_dots(name) >= 3 && !SOURCES.contains(&ending);
    name.iter().all(is_in) && (DOMAINS.contains(&ending) || is_country)
}

/// All digits.
pub(super) fn is_number(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_digit)
}

/// Letters, digits and the signs of names.
pub(super) fn is_name(word: &[u8]) -> bool {
    let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.$/@#".contains(byte);
    word.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_./$".contains(byte))
        && word.iter().all(is_in)
        && word.iter().any(u8::is_ascii_alphabetic)
        && !word.ends_with(b".")
}

/// A qualified name: parts with dots between, no part empty, letters first.
pub(super) fn n_dots(word: &[u8]) -> usize {
    let is_part = |part: &[u8]| {
        part.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_$-".contains(byte))
    };
    let n_parts = word.split(|byte| *byte == b'.').count();
    if word.split(|byte| *byte == b'.').all(is_part) { n_parts - 1 } else { 0 }
}

/// A name for a field with this value, judging by what the value looks like.
pub(super) fn name_of(value: &[u8]) -> &'static str {
    const THREADS: [&[u8]; 8] =
        [b"thread", b"exec-", b"worker", b"pool", b"main", b"nio-", b"Thread", b"conn"];
    if is_number(value) {
        "pid"
    } else if is_ip(value) {
        "client"
    } else if is_hex(value) {
        "id"
    } else if THREADS.iter().any(|word| memchr::memmem::find(value, word).is_some()) {
        "thread"
    } else if n_dots(value) >= 1 {
        "logger"
    } else {
        "field"
    }
}

/// The text before and after the last `sign`.
pub(super) fn split_last(text: &[u8], sign: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memrchr(sign, text)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The text before and after the first `sign`.
pub(super) fn split_first(text: &[u8], sign: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(sign, text)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The text without the blanks around it.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| *byte == b' ' || *byte == b'\t';
    let start = text.iter().position(|byte| !is_blank(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !is_blank(byte)).map_or(start, |at| at + 1);
    text.get(start..end).unwrap_or_default()
}
