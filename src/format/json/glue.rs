//! The text last seen between two values: commas, braces, keys, colons.
//!
//! Similar entries differ only in their values. Everything from the end of one value to the start of
//! the next, whatever objects close and open on the way, is compared in one go with what was there
//! before: the same bytes after the value of the same slot lead to the same slot again.

use crate::simd::{Lanes, is_same};
use crate::units::FieldId;

/// The slot of the outermost object.
pub(super) const ROOT: u32 = u32::MAX;

/// The longest text that is remembered, in bytes.
pub(super) const REACH: usize = 32;

/// The value that a text leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) slot: u32,
    pub(super) field: FieldId,
    /// The slot's name says something about the entry.
    pub(super) is_telling: bool,
    /// The text ends with the opening quote of a string.
    pub(super) is_string: bool,
}

#[derive(Clone, Copy)]
struct Glue {
    text: [u8; REACH],
    /// Zero: nothing is known here.
    len: u32,
    target: Target,
}

const NOTHING: Glue = Glue {
    text: [0; REACH],
    len: 0,
    target: Target { slot: ROOT, field: FieldId(0), is_telling: false, is_string: false },
};

/// The texts by the slot of the value that they follow: two each, because keys come and go.
#[derive(Default)]
pub(super) struct Glues {
    /// Index 0 is the start of the entry; the slots follow.
    pairs: Vec<[Glue; 2]>,
}

impl Glues {
    /// Where the start of `rest` leads after the value of slot `from`, and the length of that start.
    #[inline]
    pub(super) fn find(&self, from: u32, rest: &[u8]) -> Option<(Target, usize)> {
        let [first, second] = self.pairs.get(place_of(from))?;
        if first.is_at_start(rest) {
            return Some((first.target, first.len as usize));
        }
        second.is_at_start(rest).then_some((second.target, second.len as usize))
    }

    /// Remembers that `text` led from the value of slot `from` to a target.
    pub(super) fn learn(&mut self, from: u32, text: &[u8], target: Target) {
        let mut glue = Glue { target, ..NOTHING };
        let Some(to) = glue.text.get_mut(..text.len()) else { return };
        to.copy_from_slice(text);
        glue.len = u32::try_from(text.len()).unwrap_or(0);
        let place = place_of(from);
        if self.pairs.len() <= place {
            self.pairs.resize(place + 1, [NOTHING; 2]);
        }
        if let Some([first, second]) = self.pairs.get_mut(place) {
            *second = std::mem::replace(first, glue);
        }
    }
}

impl Glue {
    #[inline]
    fn is_at_start(&self, text: &[u8]) -> bool {
        if self.len == 0 {
            return false;
        }
        let Some(head) = text.first_chunk() else { return self.is_at_start_of_few(text) };
        // As many ones from the lowest bit on as the text has bytes.
        same_bytes(&self.text, head).trailing_ones() >= self.len
    }

    #[inline(never)]
    fn is_at_start_of_few(&self, text: &[u8]) -> bool {
        let len = self.len as usize;
        self.text.get(..len).zip(text.get(..len)).is_some_and(|(one, other)| is_same(one, other))
    }
}

/// The start of the entry comes first.
fn place_of(from: u32) -> usize {
    from.wrapping_add(1) as usize
}

/// Which bytes of two texts are equal; the first byte is the lowest bit.
#[inline]
fn same_bytes(one: &[u8; REACH], other: &[u8; REACH]) -> u32 {
    let (one, other) = (one.as_chunks().0, other.as_chunks().0);
    let halves = one
        .iter()
        .zip(other)
        .map(|(one, other)| u32::from(Lanes::load(one).equals(Lanes::load(other)).bits()));
    halves.rev().fold(0, |bits, half| bits << 16 | half)
}
