//! The times read last, by their bytes.
//!
//! For shapes that take long to read. Framing asks whether a line starts with a time, and a little later the same time is parsed;
//! in between the next line was asked for. Two are enough.

use super::{Reading, TimeShape};

/// Bytes that are compared: what a time and the text that tells its end take.
pub(super) const REACH: usize = 32;
/// The longest time that is remembered; a zone's name and what ends it may follow.
const MAX_LEN: usize = REACH - 8;

/// The last two times.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent {
    known: [Option<Known>; 2],
}

#[derive(Clone, Copy, Debug)]
struct Known {
    text: [u8; REACH],
    shape: TimeShape,
    found: (Reading, usize),
}

impl Recent {
    /// What was read of a text with this head, if it is one of the last.
    pub(super) fn get(&self, shape: TimeShape, head: &[u8; REACH]) -> Option<(Reading, usize)> {
        let is_it = |known: &&Known| known.text == *head && known.shape == shape;
        self.known.iter().flatten().find(is_it).map(|known| known.found)
    }

    /// Remembers what was read in place of the older of the two.
    pub(super) fn put(&mut self, shape: TimeShape, head: &[u8; REACH], found: (Reading, usize)) {
        if found.1 <= MAX_LEN {
            self.known.rotate_right(1);
            if let Some(slot) = self.known.first_mut() {
                *slot = Some(Known { text: *head, shape, found });
            }
        }
    }
}
