//! The head of one line as a pattern: from its start to where prose begins.
//!
//! Words of prose are never part of a head. A head consists of the time, the level, text in
//! brackets, columns between bars, and words that do not occur in prose, if something certain (a
//! bracket, a level, a colon, a dash) follows them.

use super::bar::BAR;
use super::group;
use super::parts::Part;
use super::places::{parts_of_address, parts_of_file};
use super::reader::{Case, HeadReader, Labels, Strength};
use super::token::{
    file_line, is_name, is_number, n_dots, name_of, split_first, split_last, trimmed,
};
use crate::format::pattern::words::{is_coded, is_hex};
use crate::format::scan::{is_blank, skip_blanks};
use crate::time::TimeParser;

/// Letters that stand for levels.
const LETTERS: &[u8] = b"TDIWEFV";

/// How far heads go, in bytes.
const REACH: usize = 200;
/// The most elements of a head.
const MAX_ELEMENTS: usize = 14;
/// The longest column between bars, in bytes, and the most blanks inside it.
const MAX_COLUMN: usize = 40;
const MAX_COLUMN_BLANKS: usize = 2;

/// A line's head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReadHead {
    /// Its parts, without the message after it.
    pub(super) parts: Vec<Part>,
    /// The level might also be the first word of a sentence.
    pub(super) is_loose: bool,
}

/// The head of a line; `None` if none can be recognised.
pub(super) fn read_head(line: &[u8], labels: Labels, times: &mut TimeParser) -> Option<ReadHead> {
    if memchr::memchr(0x1b, line).is_some() {
        return None;
    }
    let mut head = HeadReader::new(line, labels, times);
    // A bar may be of two bytes; a message behind such bars may be in any language.
    if !line.get(..line.len().min(REACH))?.is_ascii() && head.bar.is_ascii() {
        return None;
    }
    if skip_blanks(line, 0) > 0 {
        head.parts.push(Part::gap());
        head.at = skip_blanks(line, 0);
    }
    for _ in 0..MAX_ELEMENTS {
        if head.at >= line.len().min(REACH) {
            break;
        }
        let Some(strength) = head.element() else { break };
        if !head.separator(strength) {
            break;
        }
    }
    let is_loose = head.is_loose;
    Some(ReadHead { parts: head.finish()?, is_loose })
}

impl HeadReader<'_> {
    /// Takes what stands here; `None` if prose begins.
    fn element(&mut self) -> Option<Strength> {
        self.was_time = std::mem::replace(&mut self.is_after_time, false);
        if let Some(time) = self.time.filter(|time| time.start == self.at) {
            self.take_time(time);
            return Some(Strength::Strong);
        }
        let rest = self.rest();
        match *rest.first()? {
            open @ (b'[' | b'(' | b'<' | b'{') => group::read(self, open),
            b'"' | b'\'' => None,
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Strength> {
        let rest = self.rest();
        let bar = self.bar.first().copied();
        let is_end = |byte: &u8| is_blank(*byte) || Some(*byte) == bar;
        let word = rest.get(..rest.iter().position(is_end).unwrap_or(rest.len()))?;
        let is_before_colon = word.ends_with(b":") && word.len() > 1;
        let is_first = self.parts.iter().all(|part| *part == Part::gap());
        let may_be_level = self.was_time
            || is_first
            || self.has_bars
            || is_before_colon
            || self.is_padded(word.len());
        let case = if may_be_level { Case::Any } else { Case::Capital };
        if let Some(strength) = self.level(case) {
            return Some(strength);
        }
        if let [b'A'..=b'Z', b','] = word
            && is_first
        {
            // A level's letter, which says no more than the word that comes.
            self.parts.extend([Part::thrown_away(), Part::literal(b",")]);
            self.at += word.len();
            return Some(Strength::Weak);
        }
        if is_first && word.len() == 1 && self.is_time_next(1) && LETTERS.contains(word.first()?) {
            self.parts.push(Part::level_letter());
            self.has_level = true;
            self.at += 1;
            return Some(Strength::Strong);
        }
        if self.was_time
            && let Some(strength) = self.letter()
        {
            return Some(strength);
        }
        if self.has_bars
            && let Some(column) = self.column()
        {
            return Some(column);
        }
        let n_signs = word.iter().take_while(|byte| byte.is_ascii_punctuation()).count();
        if n_signs == word.len() && n_signs > 0 {
            return self.signs(word);
        }
        self.process(word).or_else(|| self.place(word)).or_else(|| self.plain(word))
    }

    /// `I`, `W` and the like, directly before something in brackets.
    fn letter(&mut self) -> Option<Strength> {
        let (letter, after) = self.rest().split_first()?;
        let next = skip_blanks(after, 0);
        let is_closed = after.get(next).is_some_and(|byte| b"[(<{".contains(byte)) && next > 0;
        if self.has_level || !is_closed || !LETTERS.contains(letter) {
            return None;
        }
        self.parts.push(Part::level_letter());
        self.has_level = true;
        self.at += 1;
        Some(Strength::Strong)
    }

    /// A short text up to the next bar.
    fn column(&mut self) -> Option<Strength> {
        let rest = self.rest();
        let end = memchr::memmem::find(rest.get(..rest.len().min(MAX_COLUMN))?, self.bar)?;
        let text = trimmed(rest.get(..end)?);
        if text.iter().filter(|byte| is_blank(**byte)).count() > MAX_COLUMN_BLANKS {
            return None;
        }
        self.parts.push(Part::field("text", name_of(text)));
        self.at += end;
        Some(Strength::Strong)
    }

    /// A word made of signs only.
    fn signs(&mut self, word: &[u8]) -> Option<Strength> {
        if word.len() > 4 || word.iter().any(|byte| b"\"'[](){}<".contains(byte)) {
            return None;
        }
        self.parts.push(Part::literal(word));
        self.at += word.len();
        self.is_labelled = self.has_time || self.has_level;
        Some(Strength::Strong)
    }

    /// `name[123]`.
    fn process(&mut self, word: &[u8]) -> Option<Strength> {
        let (name, after) = split_first(word, b'[')?;
        let (pid, after) = split_first(after, b']')?;
        let is_end = after.is_empty() || after == b":";
        if !is_name(name) || !is_number(pid) || !is_end {
            return None;
        }
        self.parts.push(Part::field("", "process"));
        self.parts.push(Part::literal(b"["));
        self.parts.push(Part::field("digits", "pid"));
        self.parts.push(Part::literal(b"]"));
        self.at += name.len() + pid.len() + 2;
        Some(Strength::Strong)
    }

    /// Where something happened or came from: `file.c:12`, `10.0.0.1:80`, an id.
    fn place(&mut self, word: &[u8]) -> Option<Strength> {
        let word = word.strip_suffix(b":").unwrap_or(word);
        // As glog ends it: `file.cc:12] `.
        let unclosed = word.strip_suffix(b"]").filter(|word| !word.contains(&b'['));
        if let Some(found) = file_line(unclosed.unwrap_or(word)) {
            self.parts.extend(parts_of_file(found));
            if unclosed.is_some() {
                self.parts.push(Part::literal(b"]"));
            }
            self.at += word.len();
            return Some(Strength::Strong);
        }
        if self.is_labelled {
            return None;
        }
        if let Some(parts) = parts_of_address(word) {
            self.parts.extend(parts);
            self.at += word.len();
            return Some(Strength::Strong);
        }
        if is_hex(word) && !is_number(word) {
            self.parts.push(Part::field("hex", "id"));
            self.at += word.len();
            let is_long = word.len() >= 12;
            return Some(if is_long { Strength::Strong } else { Strength::Weak });
        }
        let n_signs = word.iter().take_while(|byte| b"#*@".contains(byte)).count();
        let number = word.get(n_signs..)?;
        if let Some((pid, thread)) = split_first(number, b'#')
            && is_number(pid)
            && is_number(thread)
        {
            self.parts.push(Part::field("digits", "pid"));
            self.parts.push(Part::literal(b"#"));
            self.parts.push(Part::field("digits", "thread"));
            self.at += word.len();
            return Some(Strength::Strong);
        }
        if is_number(number) {
            if n_signs > 0 {
                self.parts.push(Part::literal(word.get(..n_signs)?));
            }
            self.parts.push(Part::field("digits", if n_signs > 0 { "id" } else { "pid" }));
            self.at += word.len();
            return Some(if n_signs > 0 { Strength::Strong } else { Strength::Weak });
        }
        None
    }

    /// A name: one followed by a colon, or one that does not occur in prose.
    fn plain(&mut self, word: &[u8]) -> Option<Strength> {
        let name = word.strip_suffix(b":").unwrap_or(word);
        let name = name.strip_suffix(b",").unwrap_or(name);
        let after = self.line.get(self.at + word.len()..).unwrap_or_default();
        let is_label = word.len() > name.len() && word.ends_with(b":");
        let next = after.get(skip_blanks(after, 0)..).unwrap_or_default();
        let is_coded = is_coded(name) && is_name(name);
        let is_time_ahead = self.is_time_next(word.len());
        if is_label {
            // A second label in a row is as likely the message's own.
            let is_believed = is_coded || (self.labels == Labels::Any && is_name(name));
            if !is_believed || (self.is_labelled && !is_coded) {
                return None;
            }
            let is_dotted = n_dots(name) > 0 || !name.contains(&b'/');
            let class =
                if is_dotted && name.first()?.is_ascii_alphabetic() { "dotted" } else { "coded" };
            self.parts
                .push(Part::field(class, if class == "dotted" { "logger" } else { "source" }));
            self.at += name.len();
            return Some(Strength::Strong);
        }
        if name.len() < word.len() {
            return None;
        }
        if is_coded || (is_time_ahead && is_name(name)) {
            let is_dashed = next.starts_with(b"- ");
            if self.is_labelled && !is_dashed {
                return None;
            }
            let n_dots = n_dots(name);
            let is_sure = n_dots >= 2 && self.has_level;
            let class = if is_coded { "coded" } else { "" };
            self.parts.push(Part::field(class, name_of(name)));
            self.at += name.len();
            return Some(if is_sure { Strength::Strong } else { Strength::Weak });
        }
        // A word of prose, unless what follows belongs to no sentence.
        if is_name(name) && !self.is_labelled && is_process(next) {
            self.parts.push(Part::field("", "host"));
            self.at += name.len();
            return Some(Strength::Weak);
        }
        None
    }

    /// Whether the word of `len` bytes is a column of its own: brackets end before it, and more than
    /// one blank follows.
    fn is_padded(&self, len: usize) -> bool {
        let before = self.line.get(..self.at).unwrap_or_default().trim_ascii_end();
        let is_bracket = before.last().is_some_and(|byte| b"])>}".contains(byte));
        let after = self.line.get(self.at + len..).unwrap_or_default();
        self.has_time && is_bracket && matches!(after, [b' ', b' ', ..])
    }

    /// Whether the time directly follows the word of `len` bytes.
    fn is_time_next(&self, len: usize) -> bool {
        let next = skip_blanks(self.line, self.at + len);
        self.time.is_some_and(|time| time.start == next || time.start == next + 1)
    }

    /// Takes what separates elements; false if the head ends here.
    fn separator(&mut self, strength: Strength) -> bool {
        let line = self.line;
        let blanks_end = skip_blanks(line, self.at);
        let is_cut = |byte: Option<&u8>| byte.is_none_or(|byte| is_blank(*byte));
        let rest = line.get(blanks_end..).unwrap_or_default();
        // Another bar than the usual one is known to be one.
        let may_be_bar = strength == Strength::Strong || self.has_bars || self.bar != BAR;
        if may_be_bar && rest.starts_with(self.bar) {
            self.parts.extend([Part::gap(), Part::literal(self.bar), Part::gap()]);
            self.at = skip_blanks(line, blanks_end + self.bar.len());
            self.has_bars = true;
            self.end_here();
            return true;
        }
        if blanks_end >= line.len() {
            self.at = blanks_end;
            if strength == Strength::Strong {
                self.end_here();
            }
            return false;
        }
        let sign = line.get(self.at).copied();
        let is_sign = matches!(sign, Some(b':' | b',' | b';')) && is_cut(line.get(self.at + 1));
        if is_sign {
            let is_colon = sign == Some(b':');
            if !is_colon && strength == Strength::Weak {
                return false;
            }
            self.parts.push(Part::literal(&[sign.unwrap_or_default()]));
            let is_of_time = matches!(self.parts.iter().rev().nth(1), Some(Part::Fixed(text)) if text.starts_with("{time") || text.starts_with("{level"));
            self.is_labelled |= is_colon && !is_of_time;
            self.at += 1;
        }
        let next = skip_blanks(line, self.at);
        if next > self.at {
            self.parts.push(Part::blank());
            self.at = next;
        } else {
            let is_group = line.get(next).is_some_and(|byte| b"[(<{".contains(byte));
            let was_group = line.get(next.saturating_sub(1)).is_some_and(|b| b"])>}".contains(b));
            if !is_group && !was_group {
                return false;
            }
        }
        if strength == Strength::Strong || is_sign {
            self.end_here();
        }
        true
    }

    fn end_here(&mut self) {
        self.ends.push((self.parts.len(), self.at));
    }

    /// The parts up to the last place that leaves a message.
    fn finish(mut self) -> Option<Vec<Part>> {
        let line_end = self.line.trim_ascii_end().len();
        let (n_parts, _) = self.ends.iter().rev().find(|(_, at)| *at < line_end)?;
        self.parts.truncate(*n_parts);
        let says_when = self.parts.iter().any(Part::is_time);
        let says_how_bad = self.parts.iter().any(Part::is_level);
        let n_fields = self.parts.iter().filter(|part| part.is_field()).count();
        let is_worth = (says_when && says_how_bad) || (n_fields > 0 && (says_when || says_how_bad));
        is_worth.then_some(self.parts)
    }
}

/// Whether `name[123]` stands here.
fn is_process(text: &[u8]) -> bool {
    let word = text.split(|byte| is_blank(*byte)).next().unwrap_or_default();
    let word = word.strip_suffix(b":").unwrap_or(word);
    word.strip_suffix(b"]")
        .and_then(|word| split_last(word, b'['))
        .is_some_and(|(name, pid)| is_name(name) && is_number(pid))
}
