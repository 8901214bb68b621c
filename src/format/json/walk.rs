//! One pass over the text of a JSON object, without building the object.

use super::glue::{ROOT, Target};
use super::keys::Keys;
use super::pick::{Candidate, Candidates};
use crate::format::scales::Writer;
use crate::format::scan::quote_or_escape;
use crate::format::{FieldNames, Parsed, TextRef};
use crate::simd::Lanes;

/// How deeply objects may nest before their text is kept as one value.
const MAX_DEPTH: u32 = 32;

/// A walk over one entry.
pub(in crate::format) struct Walk<'a> {
    pub(in crate::format) entry: &'a [u8],
    pub(in crate::format) at: usize,
    pub(in crate::format) keys: &'a mut Keys,
    pub(in crate::format) names: &'a mut FieldNames,
    pub(in crate::format) out: &'a mut Parsed,
    pub(in crate::format) candidates: &'a mut Candidates,
}

/// What comes after a value.
enum Next {
    Value(Target),
    /// The end of the outermost object.
    End,
}

impl Walk<'_> {
    /// Reads the whole entry: one object, followed by nothing but the comma of a list.
    pub(in crate::format) fn entry(&mut self) -> Option<()> {
        self.object()?;
        self.skip_space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.skip_space();
        }
        (self.at == self.entry.len()).then_some(())
    }

    /// Reads the object here, whatever follows it; `None` if there is none or it is cut off, in which
    /// case the members that are whole are taken.
    #[inline]
    pub(in crate::format) fn object(&mut self) -> Option<()> {
        self.skip_space();
        self.expect(b'{')?;
        let mut last = ROOT;
        loop {
            let target = match self.known(last) {
                Some(target) => target,
                None => match self.seek(last)? {
                    Next::Value(target) => target,
                    Next::End => break,
                },
            };
            self.take(target)?;
            last = target.slot;
        }
        Some(())
    }

    fn peek(&self) -> Option<u8> {
        self.entry.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    #[inline]
    fn skip_space(&mut self) {
        // Most programs write none.
        if self.peek().is_some_and(|byte| byte > b' ') {
            return;
        }
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes on from the value of slot `last` to the next one, if the text between them is known.
    #[inline]
    fn known(&mut self, last: u32) -> Option<Target> {
        let rest = self.entry.get(self.at..)?;
        let (target, len) = self.keys.glues.find(last, rest)?;
        // Further space, null or an object may stand there, too: those are steps of their own.
        let begins_value =
            |byte: &u8| matches!(byte, b'"' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f');
        if !target.is_string && !rest.get(len).is_some_and(begins_value) {
            return None;
        }
        self.at += len;
        Some(target)
    }

    /// Takes the value here.
    #[inline]
    fn take(&mut self, target: Target) -> Option<()> {
        let value = if target.is_string { self.text()? } else { self.value()? };
        if target.is_telling {
            self.take_told(target.slot);
        }
        self.out.fields.push((target.field, value));
        Some(())
    }

    /// Takes what the name of a slot says; its value is the next field.
    #[inline]
    fn take_told(&mut self, slot: u32) {
        let (role, writer) = self.keys.told(slot);
        self.candidates.writer = self.candidates.writer.and(writer);
        if let Some(role) = role {
            self.candidates.list.push(Candidate { role, field: self.out.fields.len() });
        }
    }

    /// Finds the next value member by member, and remembers the way.
    #[inline(never)]
    fn seek(&mut self, last: u32) -> Option<Next> {
        let start = self.at;
        let mut parent = self.keys.parent(last);
        let mut is_first = last == ROOT;
        loop {
            self.skip_space();
            match self.peek()? {
                b'}' => {
                    self.at += 1;
                    if parent == ROOT {
                        return Some(Next::End);
                    }
                    parent = self.keys.parent(parent);
                    is_first = false;
                    continue;
                }
                b',' if !is_first => self.at += 1,
                _ if is_first => {}
                _ => return None,
            }
            self.skip_space();
            let slot = self.key(parent)?;
            self.skip_space();
            is_first = match self.peek()? {
                // Counts as absent.
                b'n' => self.word(b"null").map(|()| false)?,
                b'{' if self.keys.depth(slot) < MAX_DEPTH && !self.is_empty_object() => {
                    self.at += 1;
                    parent = slot;
                    true
                }
                _ => return self.arrive(start, last, slot).map(Next::Value),
            };
        }
    }

    /// Remembers what led here from the value of slot `last`, which ended at `start`.
    fn arrive(&mut self, start: usize, last: u32, slot: u32) -> Option<Target> {
        let is_string = self.peek() == Some(b'"');
        self.at += usize::from(is_string);
        let field = self.keys.field(slot, self.names);
        let (role, writer) = self.keys.told(slot);
        let is_telling = role.is_some() || writer != Writer::NOBODY;
        let target = Target { slot, field, is_telling, is_string };
        self.keys.glues.learn(last, self.entry.get(start..self.at)?, target);
        Some(target)
    }

    /// Whether the brace here is closed at once.
    fn is_empty_object(&self) -> bool {
        let rest = self.entry.get(self.at + 1..).unwrap_or_default();
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\t' | b'\r'));
        next == Some(&b'}')
    }

    /// Reads the key here and its colon, and returns the key's slot.
    fn key(&mut self, parent: u32) -> Option<u32> {
        self.expect(b'"')?;
        let (start, end, _) = self.string()?;
        let slot = self.keys.slot(parent, self.entry.get(start..end)?);
        self.skip_space();
        self.expect(b':')?;
        Some(slot)
    }

    /// Reads the rest of a string, after its opening quote.
    #[inline]
    fn text(&mut self) -> Option<TextRef> {
        let (start, end, is_escaped) = self.string()?;
        if is_escaped { self.unescaped(start, end) } else { Some(TextRef::from_range(start, end)) }
    }

    #[inline(never)]
    fn unescaped(&mut self, start: usize, end: usize) -> Option<TextRef> {
        let unescaped = &mut self.out.unescaped;
        let first = self.entry.len() + unescaped.len();
        super::unescape(self.entry.get(start..end)?, unescaped);
        Some(TextRef::from_range(first, self.entry.len() + unescaped.len()))
    }

    /// Reads the value here; an object is taken as a whole.
    fn value(&mut self) -> Option<TextRef> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                self.at += 1;
                return self.text();
            }
            b'-' | b'0'..=b'9' => self.number()?,
            b'[' | b'{' => self.balanced()?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            _ => return None,
        }
        Some(TextRef::from_range(start, self.at))
    }

    /// Reads a string after its opening quote: its contents, and whether they have escapes.
    #[inline]
    fn string(&mut self) -> Option<(usize, usize, bool)> {
        let start = self.at;
        let mut is_escaped = false;
        loop {
            let at = quote_or_escape(self.entry, self.at)?;
            if self.entry.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Some((start, at, is_escaped));
            }
            is_escaped = true;
            self.at = at + 2;
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.entry.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let rest = self.entry.get(self.at..)?;
        let digits = rest.strip_prefix(b"-").unwrap_or(rest);
        if !digits.first()?.is_ascii_digit() {
            return None;
        }
        let len = rest.first_chunk().map_or(16, number_len);
        self.at += if len < 16 {
            len
        } else {
            rest.iter().take_while(|byte| is_in_number(**byte)).count()
        };
        Some(())
    }

    /// Skips an array or object with everything inside it.
    fn balanced(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => {
                    self.string()?;
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(());
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_in_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')
}

/// How many of sixteen bytes, from the first on, can belong to a number.
#[inline]
fn number_len(bytes: &[u8; 16]) -> usize {
    let bytes = Lanes::load(bytes);
    let is_one = |byte| bytes.equals(Lanes::splat(byte));
    let is_digit = bytes.within(b'0', b'9');
    let is_sign = is_one(b'.').or(is_one(b'-')).or(is_one(b'+'));
    let is_exponent = is_one(b'e').or(is_one(b'E'));
    is_digit.or(is_sign).or(is_exponent).bits().trailing_ones() as usize
}
