//! One pass over the text of a JSON object, without building it.

use super::keys::{Keys, ROOT};
use super::pick::Candidate;
use crate::format::scan::quote_or_escape;
use crate::format::{FieldNames, Parsed, TextRef};
use crate::simd::Lanes;

/// How deep objects may nest before their text is kept as one value.
const MAX_DEPTH: u32 = 32;

/// A walk over one entry.
pub(super) struct Walk<'a> {
    pub(super) entry: &'a [u8],
    pub(super) at: usize,
    pub(super) keys: &'a mut Keys,
    pub(super) names: &'a mut FieldNames,
    pub(super) out: &'a mut Parsed,
    pub(super) candidates: &'a mut Vec<Candidate>,
}

impl Walk<'_> {
    /// The whole entry: one object, and nothing after it but the comma of a list.
    pub(super) fn entry(&mut self) -> Option<()> {
        self.skip_space();
        self.expect(b'{')?;
        let mut previous = ROOT;
        self.object(ROOT, &mut previous, 0)?;
        self.skip_space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.skip_space();
        }
        (self.at == self.entry.len()).then_some(())
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

    /// The members of an object whose brace is behind.
    fn object(&mut self, slot: u32, previous: &mut u32, depth: u32) -> Option<()> {
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Some(());
        }
        loop {
            self.skip_space();
            let member = self.key(slot, *previous)?;
            *previous = member;
            self.skip_space();
            self.member(member, previous, depth)?;
            self.skip_space();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    /// The slot of the key that stands here; its colon is then behind.
    #[inline]
    fn key(&mut self, parent: u32, previous: u32) -> Option<u32> {
        // Entries alike have their keys in the same order: the next one is known before it is read.
        if let Some(text) = self.entry.get(self.at..)?.first_chunk()
            && let Some((slot, len)) = self.keys.expected(parent, previous, text)
        {
            self.at += len;
            return Some(slot);
        }
        self.expect(b'"')?;
        let (start, end, _) = self.string()?;
        let slot = self.keys.slot(parent, self.entry.get(start..end)?, previous);
        self.skip_space();
        self.expect(b':')?;
        Some(slot)
    }

    fn member(&mut self, slot: u32, previous: &mut u32, depth: u32) -> Option<()> {
        let start = self.at;
        let value = match self.peek()? {
            b'"' => {
                self.at += 1;
                let (start, end, is_escaped) = self.string()?;
                if is_escaped {
                    let unescaped = &mut self.out.unescaped;
                    let first = self.entry.len() + unescaped.len();
                    super::unescape(self.entry.get(start..end)?, unescaped);
                    TextRef::from_range(first, self.entry.len() + unescaped.len())
                } else {
                    TextRef::from_range(start, end)
                }
            }
            b'{' if depth < MAX_DEPTH => {
                self.at += 1;
                self.skip_space();
                if self.peek() != Some(b'}') {
                    return self.object(slot, previous, depth + 1);
                }
                self.at += 1;
                TextRef::from_range(start, self.at)
            }
            b'[' | b'{' => {
                self.balanced()?;
                TextRef::from_range(start, self.at)
            }
            b'n' => return self.word(b"null"),
            b't' => {
                self.word(b"true")?;
                TextRef::from_range(start, self.at)
            }
            b'f' => {
                self.word(b"false")?;
                TextRef::from_range(start, self.at)
            }
            b'-' | b'0'..=b'9' => {
                self.number()?;
                TextRef::from_range(start, self.at)
            }
            _ => return None,
        };
        let (id, role) = self.keys.field(slot, self.names);
        if let Some(role) = role {
            self.candidates.push(Candidate { role, field: self.out.fields.len() });
        }
        self.out.fields.push((id, value));
        Some(())
    }

    /// The inside of a string whose opening quote is behind, and whether it has escapes.
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

    /// Steps over an array or object with all that is inside.
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

/// How many of sixteen bytes, from the first on, a number can consist of.
#[inline]
fn number_len(bytes: &[u8; 16]) -> usize {
    let bytes = Lanes::load(bytes);
    let is_one = |byte| bytes.equals(Lanes::splat(byte));
    let is_digit = bytes.minus(Lanes::splat(b'0')).at_most(Lanes::splat(9));
    let is_sign = is_one(b'.').or(is_one(b'-')).or(is_one(b'+'));
    let is_exponent = is_one(b'e').or(is_one(b'E'));
    is_digit.or(is_sign).or(is_exponent).bits().trailing_ones() as usize
}
