//! What stands in front of lines, one function each.

use super::{ENGINE_DIGITS, Head, ReadHead, n_digits};
use crate::format::detect::is_continuation;
use crate::format::scan::{closing_quote, skip_blanks, word_end};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// `web-1  | line`; the name, or all in front of the line, may be coloured.
pub(super) fn compose(line: &[u8], _times: &mut TimeParser) -> Option<Head> {
    let start = skip_escapes(line, 0);
    let end = start + name_len(line.get(start..)?);
    let name = line.get(start..end)?;
    let is_name = name.iter().any(u8::is_ascii_alphabetic) && Level::from_word(name).is_none();
    let bar = skip_blanks(line, skip_escapes(line, end));
    if !is_name || bar == end || line.get(bar) != Some(&b'|') {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, bar + 1))?;
    Some(Head {
        parts: [(start, end), (0, 0), (0, 0)],
        text: skip_reset(line, text),
        ..Head::default()
    })
}

/// `0|web      | line`: the number of a process, its name.
pub(super) fn pm2(line: &[u8], _times: &mut TimeParser) -> Option<Head> {
    let start = skip_escapes(line, 0);
    let id = line.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if id == 0 || line.get(start + id) != Some(&b'|') {
        return None;
    }
    let name = start + id + 1;
    let end = name + name_len(line.get(name..)?);
    let bar = skip_blanks(line, end);
    if end == name || bar == end || line.get(bar) != Some(&b'|') {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, bar + 1))?;
    let parts = [(start, start + id), (name, end), (0, 0)];
    Some(Head { parts, text: skip_reset(line, text), ..Head::default() })
}

/// `[pod/name/container] line`.
pub(super) fn kubectl(line: &[u8], _times: &mut TimeParser) -> Option<Head> {
    const START: &[u8] = b"[pod/";
    let inside = line.strip_prefix(START)?;
    let end = START.len() + memchr::memchr(b']', inside)?;
    let names = line.get(START.len()..end)?;
    let slash = START.len() + memchr::memchr(b'/', names)?;
    let is_name = |name: &[u8]| !name.is_empty() && name.iter().all(|&byte| is_dns(byte));
    if !is_name(line.get(START.len()..slash)?) || !is_name(line.get(slash + 1..end)?) {
        return None;
    }
    let text = skip_one_blank(line, end + 1)?;
    Some(Head { parts: [(START.len(), slash), (slash + 1, end), (0, 0)], text, ..Head::default() })
}

/// `pod-name container line`: a pod's name ends with what Kubernetes makes up, or with a number.
pub(super) fn stern(line: &[u8], _times: &mut TimeParser) -> Option<Head> {
    let start = skip_escapes(line, 0);
    let end = start + dns_len(line.get(start..)?);
    let pod = line.get(start..end)?;
    let last = pod.iter().rposition(|&byte| byte == b'-').and_then(|at| pod.get(at + 1..))?;
    let is_number = last.len() <= 4 && last.iter().all(u8::is_ascii_digit);
    if last.is_empty() || !(is_number || is_made_up(last)) {
        return None;
    }
    let second = skip_escapes(line, skip_one_blank(line, skip_escapes(line, end))?);
    let second_end = second + dns_len(line.get(second..)?);
    if second == second_end || second_end == line.len() {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, second_end))?;
    Some(Head { parts: [(start, end), (second, second_end), (0, 0)], text, ..Head::default() })
}

/// `2017-05-16T00:00:00.008000+00:00 app[web.1]: line`.
pub(super) fn heroku(line: &[u8], times: &mut TimeParser) -> Option<Head> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let start = skip_one_blank(line, len).filter(|start| *start > len)?;
    let end = word_end(line, start);
    let source = line.get(start..end)?.strip_suffix(b"]:")?;
    let open = start + memchr::memchr(b'[', source)?;
    let dyno = line.get(open + 1..end - 2)?;
    let is_source = line.get(start..open)?.iter().all(|&byte| is_dns(byte)) && open > start;
    // A number alone is a process id, as in a line of syslog without its host.
    let is_dyno =
        dyno.iter().all(|&byte| is_name(byte)) && dyno.iter().any(u8::is_ascii_alphabetic);
    let text = skip_one_blank(line, end).filter(|_| is_source && is_dyno)?;
    let parts = [(start, open), (open + 1, end - 2), (0, 0)];
    Some(Head { time: Some(reading), parts, text, ..Head::default() })
}

/// `2017-05-16T00:00:00.0080000Z line`, where several jobs are together behind `job⇥step⇥`.
pub(super) fn github(line: &[u8], times: &mut TimeParser) -> Option<Head> {
    const BOM: &[u8] = b"\xEF\xBB\xBF";
    let mut parts = [(0, 0); 3];
    let mut at = 0;
    if !line.first()?.is_ascii_digit()
        && let Some(job) = memchr::memchr(b'\t', line)
        && let Some(step) = memchr::memchr(b'\t', line.get(job + 1..)?)
    {
        at = job + step + 2;
        parts = [(0, job), (job + 1, at - 1), (0, 0)];
    }
    // Each step's log begins with one.
    at += if line.get(at..)?.starts_with(BOM) { BOM.len() } else { 0 };
    let (reading, len) = times.parse(TimeShape::Iso, line.get(at..)?)?;
    let time = line.get(at..at + len)?;
    if n_digits(time) != 7 || !time.ends_with(b"Z") {
        return None;
    }
    let text = skip_one_blank(line, at + len)?;
    let (level, len) = command(line.get(text..)?);
    Some(Head { time: Some(reading), level, parts, text: text + len })
}

/// `2017-05-16T00:00:00.008000000Z line`, as `--timestamps` makes container engines write.
pub(super) fn timed(line: &[u8], times: &mut TimeParser) -> Option<Head> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let time = line.get(..len)?;
    if n_digits(time) != ENGINE_DIGITS || !time.ends_with(b"Z") {
        return None;
    }
    let text = skip_one_blank(line, len)?;
    Some(Head { time: Some(reading), text, ..Head::default() })
}

/// Whether what stands behind the heads is whatever a program prints: among it are objects, other
/// times and addresses, or lines that go on, which no program would give a time of their own.
pub(super) fn is_output(lines: &[&[u8]], head: ReadHead, times: &mut TimeParser) -> bool {
    let texts = lines.iter().filter_map(|line| line.get(head(line, times)?.text..));
    let (mut n, mut n_telling) = (0, 0);
    for text in texts {
        let is_level = Level::usual_word(text.trim_ascii_start()).is_some();
        let begins = text.first().is_some_and(|byte| byte.is_ascii_digit() || b"{[".contains(byte));
        let is_klog = matches!(text, [b'I' | b'W' | b'E' | b'F', b'0' | b'1', b'0'..=b'9', ..]);
        let goes_on = is_continuation(text) && !text.trim_ascii().is_empty();
        n += 1;
        n_telling += usize::from(begins || is_klog || (goes_on && !is_level));
    }
    n_telling * 10 >= n && n > 0
}

/// `2023-04-05T06:07:08.091011Z 01O line`: a stream's number, its kind, and whether the line goes
/// on where the one before ended.
pub(super) fn gitlab(line: &[u8], times: &mut TimeParser) -> Option<Head> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let time = line.get(..len)?;
    let [b' ', a, b, b'O' | b'E', b' ' | b'+', ..] = line.get(len..)? else { return None };
    let is_hex = |digit: &u8| digit.is_ascii_digit() || matches!(digit, b'a'..=b'f');
    if n_digits(time) != 6 || !time.ends_with(b"Z") || !is_hex(a) || !is_hex(b) {
        return None;
    }
    let parts = [(len + 1, len + 4), (0, 0), (0, 0)];
    Some(Head { time: Some(reading), parts, text: len + 5, ..Head::default() })
}

/// `2023-04-05T06:07:08Z {app="kiln", pod="k-1"} line`.
pub(super) fn logcli(line: &[u8], times: &mut TimeParser) -> Option<Head> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let open = skip_blanks(line, len);
    let mut at = open + 1;
    if open == len || line.get(open) != Some(&b'{') {
        return None;
    }
    while line.get(at) != Some(&b'}') {
        at = skip_blanks(line, at);
        let name = name_len(line.get(at..)?);
        let value = at + name + 2;
        if name == 0 || line.get(at + name..value)? != b"=\"" {
            return None;
        }
        at = closing_quote(line, value)? + 1;
        at += usize::from(line.get(at) == Some(&b','));
    }
    // Labels are padded to the same width.
    let text = skip_blanks(line, at + 1);
    let parts = [(open, at + 1), (0, 0), (0, 0)];
    Some(Head { time: Some(reading), parts, text, ..Head::default() })
}

/// The level that a line's command gives it, and the command's length.
fn command(text: &[u8]) -> (Level, usize) {
    const LEVELS: [(&[u8], Level); 4] = [
        (b"##[error]", Level::Error),
        (b"##[warning]", Level::Warn),
        (b"##[notice]", Level::Notice),
        (b"##[debug]", Level::Debug),
    ];
    let known = LEVELS.iter().find(|(command, _)| text.starts_with(command));
    known.map_or((Level::Unknown, 0), |(command, level)| (*level, command.len()))
}

fn is_dns(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

fn dns_len(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_dns(**byte)).count()
}

fn name_len(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_name(**byte)).count()
}

/// The end of a pod's name that is made up: five of the letters and digits that spell no words.
fn is_made_up(text: &[u8]) -> bool {
    text.len() == 5 && text.iter().all(|byte| b"bcdfghjklmnpqrstvwxz2456789".contains(byte))
}

/// Behind the blank that parts the line from what stands in front; a line may be empty.
fn skip_one_blank(line: &[u8], at: usize) -> Option<usize> {
    match line.get(at) {
        None => Some(line.len()),
        Some(b' ') => Some(at + 1),
        Some(_) => None,
    }
}

/// Behind a sequence that ends the colour of what stands in front.
fn skip_reset(line: &[u8], at: usize) -> usize {
    const RESET: &[u8] = b"\x1b[0m";
    if line.get(at..).is_some_and(|rest| rest.starts_with(RESET)) { at + RESET.len() } else { at }
}

/// Behind terminal sequences such as colours.
fn skip_escapes(line: &[u8], mut at: usize) -> usize {
    while let Some([0x1b, b'[', rest @ ..]) = line.get(at..) {
        let Some(end) = rest.iter().take(20).position(u8::is_ascii_alphabetic) else { break };
        at += end + 3;
    }
    at
}
