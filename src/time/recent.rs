//! The times read last, by their bytes.
//!
//! Framing asks whether a line starts with a time, and a little later the same time is parsed; in
//! between, the next line was asked about. With three of them none is overwritten before it is needed
//! again, even after parsing one that framing did not have to ask about.

use super::TimeShape;
use super::reading::Reading;
use super::zone::may_be_zone;
use crate::simd::is_same;

/// Bytes that are compared: what a time and the text that marks its end take.
pub(super) const REACH: usize = 32;
/// The longest time that is remembered; AM or PM may follow.
const MAX_LEN: usize = REACH - 8;

/// The last times.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent {
    known: [Option<RecentTime>; 3],
    /// Place of the oldest.
    oldest: u8,
}

/// A time read from the head of a text, by its bytes.
#[derive(Clone, Copy, Debug)]
pub struct RecentTime {
    text: [u8; REACH],
    shape: TimeShape,
    found: (Reading, usize),
}

impl RecentTime {
    /// What was read from a text with this head, if the head tells all of it.
    pub(super) fn new(
        shape: TimeShape,
        head: &[u8; REACH],
        found: (Reading, usize),
    ) -> Option<Self> {
        is_told_by(head, found.1).then_some(Self { text: *head, shape, found })
    }

    #[inline]
    fn is(&self, shape: TimeShape, head: &[u8; REACH]) -> bool {
        // Where the clock stands, most times differ.
        eight_of(&self.text) == eight_of(head) && self.shape == shape && is_same(&self.text, head)
    }
}

/// Bytes 16 to 23 as a number.
#[inline]
fn eight_of(head: &[u8; REACH]) -> u64 {
    head.get(16..).and_then(<[u8]>::first_chunk).map_or(0, |eight| u64::from_le_bytes(*eight))
}

impl Recent {
    /// What was read from a text with this head, if it is one of the last.
    #[inline]
    pub(super) fn get(&self, shape: TimeShape, head: &[u8; REACH]) -> Option<(Reading, usize)> {
        let is_it = |known: &&RecentTime| known.is(shape, head);
        self.known.iter().flatten().find(is_it).map(|known| known.found)
    }

    /// Remembers what was read, in place of the oldest.
    #[inline]
    pub(super) fn put(&mut self, shape: TimeShape, head: &[u8; REACH], found: (Reading, usize)) {
        // Made here, where it is kept: most times are read once.
        if is_told_by(head, found.1) {
            self.keep(RecentTime { text: *head, shape, found });
        }
    }

    /// The same of a time that another parser read.
    #[inline]
    pub(super) fn keep(&mut self, time: RecentTime) {
        if let Some(oldest) = self.known.get_mut(usize::from(self.oldest)) {
            *oldest = Some(time);
        }
        self.oldest = if self.oldest == 2 { 0 } else { self.oldest + 1 };
    }
}

/// Whether nothing beyond these bytes can have decided what a time of that length is: neither AM or PM
/// nor a zone, whose name could have any length up to the space that ends it.
#[inline]
fn is_told_by(head: &[u8; REACH], len: usize) -> bool {
    let Some(&[one, two]) = head.get(len..).and_then(<[u8]>::first_chunk) else { return false };
    let is_half = |byte| matches!(byte, b'a' | b'A' | b'p' | b'P' | 0x80..);
    let is_no_half = len <= MAX_LEN || !(is_half(one) || is_half(two));
    let is_no_zone = one != b'[' && !may_be_zone(one, two);
    let rest = head.get(len + 1..).unwrap_or_default();
    is_no_half && (is_no_zone || rest.contains(&b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Stamp, TimeParser, UnixNanos};

    fn is_kept(head: &[u8; REACH], len: usize) -> bool {
        let stamp = Stamp { at: UnixNanos(7), digits: 0, inferred: super::super::Inferred::NONE };
        let mut recent = Recent::default();
        recent.put(TimeShape::Iso, head, (Reading::Time(stamp), len));
        assert_eq!(recent.get(TimeShape::Clf, head), None);
        recent.get(TimeShape::Iso, head).is_some()
    }

    #[test]
    fn only_times_whose_end_is_seen_are_kept() {
        assert!(is_kept(b"2021-03-02 06:00:00,014 INFO  [a", 23));
        assert!(!is_kept(b"2021-03-02 06:00:00,014 America/", 23));
        assert!(is_kept(b"2021-03-02 06:00:00,014 [main] a", 23));
        assert!(!is_kept(b"2021-03-02T06:00:00+01:00[Europe", 25));
        assert!(!is_kept(b"2021-03-02T06:00:00.123456Z INFO", 27));
        assert!(!is_kept(b"2021-03-02T06:00:00.123456Z a 12", 27));
        assert!(is_kept(b"2021-03-02T06:00:00.12345Z - abc", 26));
        assert!(!is_kept(b"2021-03-02 06:00:00.12345678 a. ", 28));
    }

    /// Heads of times, all different.
    fn head(n: u8) -> [u8; REACH] {
        std::array::from_fn(|at| if at == 20 { n } else { b'.' })
    }

    #[test]
    fn what_was_asked_for_is_known_when_it_is_parsed() {
        let mut recent = Recent::default();
        let mut read = |n: u8| {
            let known = recent.get(TimeShape::Iso, &head(n));
            if known.is_none() {
                recent.put(TimeShape::Iso, &head(n), (Reading::OutOfRange, usize::from(n)));
            }
            known.map(|(_, len)| len)
        };
        // The first line starts an entry whatever it is, so nobody asks for it.
        for n in 1..20 {
            assert_eq!(read(n + 1), None);
            assert_eq!(read(n), (n > 1).then_some(usize::from(n)));
        }
    }

    #[test]
    fn a_time_that_was_told_is_that_of_the_parser_that_read_it() {
        let assumptions =
            super::super::Assumptions { not_after: UnixNanos(0), offset_secs: 60, dates: None };
        let text = b"2021-03-02 06:00:00,014 INFO  [a] b";
        let mut teller = TimeParser::new(assumptions);
        let time = teller.at_head(&TimeShape::HEAD, text).unwrap();
        // Only a time from elsewhere shows whether it is taken.
        let other = super::super::Assumptions { offset_secs: 0, ..assumptions };
        let mut told = TimeParser::new(other);
        told.recall(&time);
        let read = |parser: &mut TimeParser, text| parser.parse(TimeShape::Iso, text);
        assert_eq!(read(&mut told, text), read(&mut TimeParser::new(assumptions), text));
        let next = b"2021-03-02 06:00:00,015 INFO  [a] b";
        assert_eq!(read(&mut told, next), read(&mut TimeParser::new(other), next));
        assert!(teller.at_head(&TimeShape::HEAD, b"2021-03-02 06:00:00").is_none());
    }
}
