//! Where what a query looks for stands in a text: what is marked is what was found.

use super::literals::Hit;
use super::needle::Needle;

/// Something that a query looks for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// What it is.
    pub needle: Needle,
    /// It is looked for in messages alone.
    pub is_in_message: bool,
}

/// More hits than this in one text are noise, and cost.
const MAX_HITS: usize = 2_000;

/// The more text, the fewer hits: a pattern may look at all of it for each of them.
const MAX_LOOKED_AT: usize = 256 << 20;

/// How often a part of a text is looked for in it.
const MAX_PLACES: usize = 64;

/// An entry, or as much of it as is shown.
#[derive(Clone, Copy, Debug)]
pub struct WholeText<'t> {
    /// Its text.
    pub text: &'t [u8],
    /// Its message, unescaped.
    pub message: &'t [u8],
}

impl Needle {
    /// The first hits in a text: they do not overlap and are not empty.
    pub fn hits(&self, text: &[u8]) -> Vec<Hit> {
        let n_most = (MAX_LOOKED_AT / text.len().max(1)).clamp(64, MAX_HITS);
        match self {
            Self::Literals(literals) => {
                let mut from = 0;
                let next = || {
                    let hit = literals.find(text, from).filter(|hit| hit.end > hit.start)?;
                    from = hit.end;
                    Some(hit)
                };
                std::iter::from_fn(next).take(n_most).collect()
            }
            Self::Regex(regex) => regex.hits(text).take(n_most).collect(),
        }
    }
}

/// What to mark in the texts of one entry.
#[derive(Debug)]
pub struct Marks<'t> {
    sought: &'t [Sought],
    whole: WholeText<'t>,
    /// Where what is looked for stands in its text.
    hits: Vec<Hit>,
}

impl<'t> Marks<'t> {
    /// Searches an entry's text.
    ///
    /// # Cost
    /// A pass over the text for each thing looked for, as a rule.
    pub fn new(sought: &'t [Sought], whole: WholeText<'t>) -> Self {
        Self { sought, whole, hits: everywhere(sought, whole.text) }
    }

    /// In the entry's own text.
    pub fn entry(&self) -> Vec<Hit> {
        joined(self.hits.clone())
    }

    /// In a part of the message, such as all of it or its first line.
    pub fn message(&self, part: &[u8]) -> Vec<Hit> {
        let mut hits = self.in_part(part);
        if let Some(place) = memchr::memmem::find(self.whole.message, part) {
            let own = self.sought.iter().filter(|one| one.is_in_message);
            let own = own.flat_map(|one| one.needle.hits(self.whole.message));
            hits.extend(own.filter_map(|hit| clipped(hit, place, part.len())));
        }
        joined(hits)
    }

    /// In another text of it, such as the value of a field.
    pub fn part(&self, part: &[u8]) -> Vec<Hit> {
        joined(self.in_part(part))
    }

    /// A part that stands in the entry as it is has the hits of that place, which may depend on what
    /// stands around it. One that stands there several times has those that are hits at one of them.
    /// What was unescaped stands nowhere: it is searched by itself.
    fn in_part(&self, part: &[u8]) -> Vec<Hit> {
        if part.is_empty() || self.sought.iter().all(|one| one.is_in_message) {
            return Vec::new();
        }
        let places = memchr::memmem::find_iter(self.whole.text, part);
        let places: Vec<usize> = places.take(MAX_PLACES).collect();
        let n = part.len();
        match places.as_slice() {
            [] => everywhere(self.sought, part),
            [only] => self.hits.iter().filter_map(|hit| clipped(*hit, *only, n)).collect(),
            several => {
                let at = |place: &usize| {
                    let (start, end) = (*place, *place + n);
                    let within = move |hit: &&Hit| start <= hit.start && hit.end <= end;
                    self.hits.iter().filter(within).filter_map(move |hit| clipped(*hit, start, n))
                };
                several.iter().flat_map(at).collect()
            }
        }
    }
}

/// What of a hit lies in the `n` bytes from `place` on, counted from there.
fn clipped(hit: Hit, place: usize, n: usize) -> Option<Hit> {
    let start = hit.start.saturating_sub(place);
    let end = hit.end.checked_sub(place)?.min(n);
    (start < end).then_some(Hit { start, end })
}

fn everywhere(sought: &[Sought], text: &[u8]) -> Vec<Hit> {
    let sought = sought.iter().filter(|one| !one.is_in_message);
    sought.flat_map(|one| one.needle.hits(text)).collect()
}

/// The hits in order, those that overlap or touch as one.
fn joined(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
    let mut joined: Vec<Hit> = Vec::new();
    for hit in hits {
        match joined.last_mut().filter(|last| hit.start <= last.end) {
            Some(last) => last.end = last.end.max(hit.end),
            None => joined.push(hit),
        }
    }
    joined
}

/// Starts and ends in turn, in the UTF-16 units of the text as a browser decodes it.
pub fn in_utf16(text: &[u8], hits: &[Hit]) -> Vec<u32> {
    let (mut at, mut n_units) = (0, 0_usize);
    let mut places = Vec::with_capacity(2 * hits.len());
    for place in hits.iter().flat_map(|hit| [hit.start, hit.end]) {
        let between = text.get(at..place).unwrap_or_default();
        n_units += String::from_utf8_lossy(between).encode_utf16().count();
        at = place.max(at);
        places.push(u32::try_from(n_units).unwrap_or(u32::MAX));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    /// Brackets stand for marks.
    fn drawn(text: &str, hits: &[Hit]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for hit in hits {
            let [before, marked] = [at..hit.start, hit.start..hit.end].map(|part| text.get(part));
            out += &[before.unwrap(), "[", marked.unwrap(), "]"].concat();
            at = hit.end;
        }
        out + text.get(at..).unwrap()
    }

    #[track_caller]
    fn check(query: &str, (entry, message): (&str, &str), expected: (&str, &str)) {
        let sought = parse(query).unwrap().needles;
        let whole = WholeText { text: entry.as_bytes(), message: message.as_bytes() };
        let marks = Marks::new(&sought, whole);
        let got =
            (drawn(entry, &marks.entry()), drawn(message, &marks.message(message.as_bytes())));
        assert_eq!(got, (expected.0.to_owned(), expected.1.to_owned()), "{query}");
    }

    #[test]
    fn hits_are_those_of_the_entry_and_not_of_its_parts_alone() {
        let entry = ("07 WARN 12 seats", "12 seats");
        check("/^\\d+/", entry, ("[07] WARN 12 seats", "12 seats"));
        check("\"warn 12\"", entry, ("07 [WARN 12] seats", "[12] seats"));
        check("/s$/", entry, ("07 WARN 12 seat[s]", "12 seat[s]"));
        check("message:seat", entry, ("07 WARN 12 seats", "12 [seat]s"));
        check("message:warn", entry, ("07 WARN 12 seats", "12 seats"));
        check("seat /\\w+ats/ -12", entry, ("07 WARN 12 [seats]", "12 [seats]"));
        check("/(?:x|)/", entry, ("07 WARN 12 seats", "12 seats"));
    }

    #[test]
    fn a_part_that_stands_in_several_places_has_the_hits_of_one() {
        let sought = parse("/^7/ 504").unwrap().needles;
        let text = b"7 code=504 try=4 n=7";
        let marks = Marks::new(&sought, WholeText { text, message: b"" });
        assert_eq!(marks.part(b"4"), []);
        assert_eq!(marks.part(b"7"), [Hit { start: 0, end: 1 }]);
        assert_eq!(marks.part(b"504"), [Hit { start: 0, end: 3 }]);
        assert_eq!(marks.part(b"unescaped 504"), [Hit { start: 10, end: 13 }]);
    }

    #[test]
    fn places_are_those_of_a_browser() {
        let hit = |start, end| Hit { start, end };
        assert_eq!(in_utf16("é😀ab".as_bytes(), &[hit(0, 2), hit(6, 7)]), [0, 1, 3, 4]);
        assert_eq!(in_utf16(b"\xFF\xFEab", &[hit(2, 3)]), [2, 3]);
    }
}
