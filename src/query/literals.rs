//! Finding any of several literals in text, 64 bytes at a time.
//!
//! A few literals are searched for by two bytes each, the rarest in logs, at their fixed distance;
//! many are searched for all at once, by the nibbles of their first three bytes. Candidates are
//! then compared in full. The prefilters that the regex crates have for this are not
//! vectorised in WASM.

use crate::simd::{Chunk, Lanes};
use crate::store::{Probe, TextFilter};

/// More literals than this are searched for by nibbles: each pair costs a third of what all nibble
/// tables cost together.
const MAX_PAIRS: usize = 4;

/// The longest literal that is compared wherever its rarest bytes occur. In repetitive text that may
/// be everywhere, so longer literals are left to a search that is linear.
pub(super) const MAX_LITERAL: usize = 256;

/// How far from a literal's start the bytes looked for may lie.
const MAX_AT: usize = 63;

/// How many bytes at the front of a literal the nibble tables cover.
const N_TABLES: usize = 3;

/// Whether the case of ASCII letters matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Letters match only in their own case.
    Counts,
    /// Letters match in either case.
    Ignored,
}

/// Literals to find.
#[derive(Clone, Debug)]
pub struct Literals {
    /// Shortest first; lower case unless case counts.
    list: Vec<Vec<u8>>,
    case: Case,
    scan: Scan,
    /// How far beyond a candidate's first byte the scan looks.
    reach: usize,
    /// What to look up in filters: a text that holds a literal also holds the runs of one of these;
    /// empty if that would rule nothing out.
    probes: Vec<Probe>,
}

/// Where one of them stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first byte.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

#[derive(Clone, Debug)]
enum Scan {
    /// One of them is empty.
    Everywhere,
    Pairs(Vec<[RareByte; 2]>),
    Nibbles(Box<[Nibbles]>),
}

/// A byte of a literal.
#[derive(Clone, Copy, Debug)]
struct RareByte {
    at: usize,
    byte: Lanes,
    /// The bit that distinguishes the cases, for letters whose case does not matter.
    case: Lanes,
}

/// Which literals may have a byte at one place: a bit for each of eight groups of literals.
#[derive(Clone, Copy, Debug, Default)]
struct Nibbles {
    low: [u8; 16],
    high: [u8; 16],
}

impl Literals {
    /// Literals whose ASCII letters match in either case.
    pub fn new(literals: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::build(literals.into_iter().collect(), Case::Ignored)
    }

    /// Literals that match as they are.
    pub fn exact(literals: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::build(literals.into_iter().collect(), Case::Counts)
    }

    fn build(mut list: Vec<Vec<u8>>, case: Case) -> Self {
        if case == Case::Ignored {
            for literal in &mut list {
                literal.make_ascii_lowercase();
            }
        }
        list.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
        list.dedup();
        let probes: Vec<Probe> = list.iter().map(|literal| Probe::new(literal)).collect();
        // One that no filter can exclude makes asking for the others pointless.
        let probes = if probes.iter().any(Probe::is_empty) { Vec::new() } else { probes };
        let scan = if list.iter().any(Vec::is_empty) {
            Scan::Everywhere
        } else if list.len() <= MAX_PAIRS {
            Scan::Pairs(list.iter().map(|literal| rarest_pair(literal, case)).collect())
        } else {
            Scan::Nibbles(nibbles_of(&list, case))
        };
        let reach = match &scan {
            Scan::Everywhere => 0,
            Scan::Pairs(pairs) => {
                pairs.iter().flatten().map(|place| place.at).max().unwrap_or_default()
            }
            Scan::Nibbles(tables) => tables.len() - 1,
        };
        Self { list, case, scan, reach, probes }
    }

    /// These and the others, if case matters for both or for neither.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self::build(self.list.into_iter().chain(other.list).collect(), self.case)
    }

    /// The literals, shortest first.
    pub fn list(&self) -> &[Vec<u8>] {
        &self.list
    }

    /// Whether a text may hold one of them, judging by what `asked` finds in its filter.
    pub fn may_be_in(
        &self,
        filter: &TextFilter,
        asked: impl Fn(&TextFilter, &Probe) -> bool,
    ) -> bool {
        self.probes.is_empty() || self.probes.iter().any(|probe| asked(filter, probe))
    }

    /// The first hit that begins at or after `from`; if several begin there, the shortest.
    ///
    /// # Cost
    /// Linear, some gigabytes a second, as long as the pairs or fronts are rare in the text.
    pub fn find(&self, text: &[u8], from: usize) -> Option<Hit> {
        let mut at = from;
        if matches!(self.scan, Scan::Everywhere) {
            return (from <= text.len()).then_some(Hit { start: from, end: from });
        }
        while let Some(window) = text.get(at..at + 64 + self.reach) {
            let found = self.first_of(text, at, self.candidates(window));
            if found.is_some() {
                return found;
            }
            at += 64;
        }
        while at < text.len() {
            let mut padded = [0; 128];
            for (to, from) in padded.iter_mut().zip(text.get(at..).unwrap_or_default()) {
                *to = *from;
            }
            let found = self.first_of(text, at, self.candidates(&padded));
            if found.is_some() {
                return found;
            }
            at += 64;
        }
        None
    }

    #[inline]
    fn first_of(&self, text: &[u8], at: usize, mut candidates: u64) -> Option<Hit> {
        while candidates != 0 {
            let start = at + candidates.trailing_zeros() as usize;
            if let Some(end) = self.end_at(text, start) {
                return Some(Hit { start, end });
            }
            candidates &= candidates - 1;
        }
        None
    }

    /// Where the shortest literal that begins at `start` ends.
    fn end_at(&self, text: &[u8], start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        let is_there = |literal: &&Vec<u8>| {
            rest.get(..literal.len()).is_some_and(|front| match self.case {
                Case::Counts => front == literal.as_slice(),
                Case::Ignored => front.eq_ignore_ascii_case(literal),
            })
        };
        self.list.iter().find(is_there).map(|literal| start + literal.len())
    }

    /// Which of the first 64 bytes of `window` may begin a literal.
    #[inline]
    fn candidates(&self, window: &[u8]) -> u64 {
        match &self.scan {
            Scan::Everywhere => u64::MAX,
            Scan::Pairs(pairs) => pairs.iter().fold(0, |mask, [one, other]| {
                let (Some(left), Some(right)) =
                    (chunk_at(window, one.at), chunk_at(window, other.at))
                else {
                    return mask;
                };
                let (a, b) = (*one, *other);
                mask | left.mask_with(right, |left, right| {
                    let is_one = left.or(a.case).equals(a.byte);
                    is_one.and(right.or(b.case).equals(b.byte))
                })
            }),
            Scan::Nibbles(tables) => {
                let mut groups = [Lanes::splat(0xFF); 4];
                for (at, table) in tables.iter().enumerate() {
                    let Some(chunk) = chunk_at(window, at) else { return 0 };
                    let (low, high) = (Lanes::load(&table.low), Lanes::load(&table.high));
                    let low_bits = Lanes::splat(0x0F);
                    for (group, lanes) in groups.iter_mut().zip(chunk.lanes()) {
                        let rows = low.look_up(lanes.and(low_bits));
                        *group = group.and(rows.and(high.look_up(lanes.high_nibbles())));
                    }
                }
                let none = Lanes::splat(0);
                !Chunk::of_lanes(groups).mask(|groups| groups.equals(none))
            }
        }
    }
}

#[inline]
fn chunk_at(window: &[u8], at: usize) -> Option<Chunk> {
    window.get(at..)?.first_chunk().map(Chunk::load)
}

/// The two bytes of a literal that are rarest in logs; the same one twice if there is only one.
fn rarest_pair(literal: &[u8], case: Case) -> [RareByte; 2] {
    let front = literal.get(..=MAX_AT).unwrap_or(literal);
    let mut places: Vec<usize> = (0..front.len()).collect();
    places.sort_by_key(|at| front.get(*at).map_or(u8::MAX, |byte| commonness(*byte)));
    let first = places.first().copied().unwrap_or_default();
    let second = places.get(1).copied().unwrap_or(first);
    [first, second].map(|at| {
        let byte = literal.get(at).copied().unwrap_or_default();
        let is_either = byte.is_ascii_alphabetic() && case == Case::Ignored;
        let bit = if is_either { 0x20 } else { 0 };
        RareByte { at, byte: Lanes::splat(byte), case: Lanes::splat(bit) }
    })
}

fn nibbles_of(list: &[Vec<u8>], case: Case) -> Box<[Nibbles]> {
    let shortest = list.first().map_or(0, Vec::len);
    let mut tables = vec![Nibbles::default(); shortest.clamp(1, N_TABLES)];
    for (place, literal) in list.iter().enumerate() {
        let group = 1_u8 << (place * 8 / list.len().max(1));
        for (table, byte) in tables.iter_mut().zip(literal) {
            let other = match case {
                Case::Counts => *byte,
                Case::Ignored => byte.to_ascii_uppercase(),
            };
            for byte in [*byte, other] {
                if let Some(low) = table.low.get_mut(usize::from(byte & 0x0F)) {
                    *low |= group;
                }
                if let Some(high) = table.high.get_mut(usize::from(byte >> 4)) {
                    *high |= group;
                }
            }
        }
    }
    tables.into()
}

/// Roughly how common a byte is in logs: letters by their frequency in English, digits and
/// separators as the most common of all.
fn commonness(byte: u8) -> u8 {
    const BY_FREQUENCY: &[u8] = b"zqjxkvbpgwyfmculdhrsnioate";
    let lower = byte.to_ascii_lowercase();
    if let Some(rank) = BY_FREQUENCY.iter().position(|letter| *letter == lower) {
        return 10 + u8::try_from(rank).unwrap_or(0) * 6;
    }
    match byte {
        b'0'..=b'9' | b' ' | b'.' | b':' | b'-' | b'/' | b'"' => 200,
        _ => 90,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `find` says, by trying every place.
    fn naive(list: &[Vec<u8>], case: Case, text: &[u8], from: usize) -> Option<Hit> {
        let fold = |bytes: &[u8]| match case {
            Case::Counts => bytes.to_vec(),
            Case::Ignored => bytes.to_ascii_lowercase(),
        };
        let text = fold(text);
        (from..=text.len()).find_map(|start| {
            let here = list.iter().filter(|literal| text[start..].starts_with(&fold(literal)));
            let end = start + here.map(Vec::len).min()?;
            Some(Hit { start, end })
        })
    }

    fn check(list: &[Vec<u8>], text: &[u8], from: usize) {
        for case in [Case::Counts, Case::Ignored] {
            let literals = Literals::build(list.to_vec(), case);
            assert_eq!(literals.find(text, from), naive(list, case, text, from), "{list:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn what_is_found_is_what_trying_every_place_finds(
            list in prop::collection::vec("[abAB1é.]{0,3}[abAB]{0,2}", 1..12),
            text in "([abAB1é. ]{0,40}[x-z ]{0,90}){0,4}",
            long in "[ab]{60,90}",
            from: prop::sample::Index,
        ) {
            let list: Vec<Vec<u8>> = list.into_iter().map(String::into_bytes).collect();
            let from = from.index(text.len() + 1);
            check(&list, text.as_bytes(), from);
            let filled: Vec<Vec<u8>> = list.iter().filter(|l| !l.is_empty()).cloned().collect();
            if !filled.is_empty() {
                check(&filled, text.as_bytes(), from);
            }
            check(&list[..1], text.as_bytes(), from);
            let hay = format!("{text}{long}{text}");
            check(&[long.into_bytes()], hay.as_bytes(), from);
        }
    }

    #[test]
    fn a_literal_is_asked_for_by_its_ids() {
        let filter = TextFilter::new(b"a text without ids");
        let may_be_in = |list: &[&str]| {
            let list = list.iter().map(|literal| literal.as_bytes().to_vec());
            Literals::new(list).may_be_in(&filter, TextFilter::may_hold)
        };
        assert!(!may_be_in(&["id 4f2a91c3"]) && !may_be_in(&["4f2a91c3", "07e41b22"]));
        assert!(may_be_in(&["id 4f2a91c3", "word"]));
    }
}
