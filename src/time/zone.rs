//! Offsets from UTC as logs write them.

use super::region::{Offset, Region, Regions};
use super::scan::{digit, is_at, is_digit_at, one_or_two, two};

/// A zone as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// The same all year; not sure if the name means several zones, of which the usual one was taken.
    Fixed(Offset),
    /// What the clocks of a place showed, which depends on when.
    Region(Region),
}

impl Zone {
    pub(super) const fn fixed(secs: i64) -> Self {
        Self::Fixed(Offset { secs, is_sure: true })
    }

    /// What [`Self::offset_at`] says, if it needs no look into the database.
    #[inline]
    pub(super) fn remembered(self, local_secs: i64, regions: &Regions) -> Option<Offset> {
        match self {
            Self::Fixed(offset) => Some(offset),
            Self::Region(region) => regions.remembered(region, local_secs),
        }
    }

    /// The offset at a time of a wall clock, and whether the source leaves no choice.
    pub(super) fn offset_at(self, local_secs: i64, regions: &mut Regions) -> Offset {
        match self {
            Self::Fixed(offset) => offset,
            Self::Region(region) => regions.offset_at(region, local_secs),
        }
    }
}

/// The zones that abbreviations stand for, in minutes.
///
/// Where one means several zones, the one with the most people reading logs is taken and the time is
/// marked as inferred: `CST` is North America's, not China's or Cuba's; `IST` is India's, not Ireland's
/// or Israel's; `BST` is British summer time, not Bangladesh's. Abbreviations that are words, such as
/// `CAT`, `EAT` and `ART`, are left out.
fn minutes_of(name: u32) -> Option<(i64, bool)> {
    const NAMES: [(u32, i64); 51] = [
        (word(b"UTC"), 0),
        (word(b"GMT"), 0),
        (word(b"EST"), -300),
        (word(b"EDT"), -240),
        (word(b"CDT"), -300),
        (word(b"MST"), -420),
        (word(b"MDT"), -360),
        (word(b"PST"), -480),
        (word(b"PDT"), -420),
        (word(b"AKST"), -540),
        (word(b"AKDT"), -480),
        (word(b"HST"), -600),
        (word(b"AST"), -240),
        (word(b"ADT"), -180),
        (word(b"NST"), -210),
        (word(b"NDT"), -150),
        (word(b"BRT"), -180),
        (word(b"BRST"), -120),
        (word(b"CLT"), -240),
        (word(b"CLST"), -180),
        (word(b"COT"), -300),
        (word(b"WET"), 0),
        (word(b"WEST"), 60),
        (word(b"CET"), 60),
        (word(b"CEST"), 120),
        (word(b"MEZ"), 60),
        (word(b"MESZ"), 120),
        (word(b"EET"), 120),
        (word(b"EEST"), 180),
        (word(b"MSK"), 180),
        (word(b"MSD"), 240),
        (word(b"TRT"), 180),
        (word(b"SAST"), 120),
        (word(b"IDT"), 180),
        (word(b"PKT"), 300),
        (word(b"NPT"), 345),
        (word(b"WIB"), 420),
        (word(b"ICT"), 420),
        (word(b"HKT"), 480),
        (word(b"SGT"), 480),
        (word(b"MYT"), 480),
        (word(b"PHT"), 480),
        (word(b"AWST"), 480),
        (word(b"KST"), 540),
        (word(b"JST"), 540),
        (word(b"ACST"), 570),
        (word(b"ACDT"), 630),
        (word(b"AEST"), 600),
        (word(b"AEDT"), 660),
        (word(b"NZST"), 720),
        (word(b"NZDT"), 780),
    ];
    const CHOICES: [(u32, i64); 3] =
        [(word(b"CST"), -360), (word(b"IST"), 330), (word(b"BST"), 60)];
    const {
        assert!(all_end_as_names(&NAMES) && all_end_as_names(&CHOICES), "see `ends_name`");
    }
    let minutes = |names: &[(u32, i64)]| {
        names.iter().find(|&&(known, _)| known == name).map(|&(_, minutes)| minutes)
    };
    let sure = minutes(&NAMES).map(|minutes| (minutes, false));
    sure.or_else(|| minutes(&CHOICES).map(|minutes| (minutes, true)))
}

/// Whether a zone can begin with these two bytes.
pub(super) fn may_be_zone(first: u8, second: u8) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'+' | b'-');
    is_sign(first) || first == b'z' || (first == b' ' && (is_sign(second) || second == b'('))
}

/// The zone written at `at`, and one past its last byte.
///
/// `Z`, `+hh`, `+hhmm`, `+hh:mm`, and after one space these, an abbreviation, one in brackets, or
/// a place; a name may follow an offset, as Java, Go and JavaScript write it, and says nothing more.
pub(super) fn zone(text: &[u8], at: usize, regions: &Regions) -> Option<(Zone, usize)> {
    let (secs, end) = match *text.get(at)? {
        b'Z' | b'z' => ends_word(text, at + 1).then_some((0, at + 1))?,
        b'+' | b'-' => numeric(text, at)?,
        b' ' => match *text.get(at + 1)? {
            b'+' | b'-' => {
                // Hours alone may as well be a number that something is said of.
                let is_apart = |end: usize| match text.get(end..).unwrap_or_default() {
                    [] | [b']' | b')' | b'|' | b',', ..] => true,
                    [b' ', next, ..] => !next.is_ascii_lowercase(),
                    _ => false,
                };
                numeric(text, at + 1).filter(|&(_, end)| end >= at + 6 || is_apart(end))?
            }
            b'(' => return bracketed(text, at + 1, regions),
            b'Z' => ends_word(text, at + 2).then_some((0, at + 2))?,
            b'A'..=b'Y' => return named(text, at + 1, regions),
            _ => return None,
        },
        b'A'..=b'Y' => return named(text, at, regions),
        _ => return None,
    };
    let end = match text.get(end) {
        Some(b'[') => place_end(text, end).unwrap_or(end),
        Some(b' ') if text.get(end + 1).is_some_and(u8::is_ascii_uppercase) => name_end(text, end),
        _ => end,
    };
    Some((Zone::fixed(secs), end))
}

/// One past the name that repeats an offset: `+0000 UTC`, `+0100 CET`.
fn name_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at + 1..).unwrap_or_default();
    let n_letters = rest.iter().take(5).take_while(|byte| byte.is_ascii_uppercase()).count();
    let name = rest.get(..n_letters).unwrap_or_default();
    let is_name = matches!(n_letters, 3 | 4)
        && ends_word(text, at + 1 + n_letters)
        && minutes_of(word(name)).is_some();
    if is_name { at + 1 + n_letters } else { at }
}

/// The zone whose abbreviation is in brackets; `at` is before the opening bracket.
#[cold]
fn bracketed(text: &[u8], at: usize, regions: &Regions) -> Option<(Zone, usize)> {
    let (zone, end) = named(text, at + 1, regions)?;
    is_at(text, end, b')').then_some((zone, end + 1))
}

/// One past the bracket that closes a place's name.
#[cold]
fn place_end(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let n = name_len(rest);
    (n > 0 && rest.get(n) == Some(&b']')).then_some(at + n + 2)
}

/// Length of a place's name, or of what could be one.
fn name_len(text: &[u8]) -> usize {
    let is_in =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'/' | b'_' | b'-' | b'+');
    text.iter().take(40).take_while(is_in).count()
}

/// `(-3)`, `(5.5)`: hours in brackets directly behind a clock, as Meteor writes them.
#[cold]
pub(super) fn hours_in_brackets(text: &[u8], at: usize) -> Option<(Zone, usize)> {
    if !is_at(text, at, b'(') {
        return None;
    }
    let is_west = is_at(text, at + 1, b'-');
    let start = at + 1 + usize::from(is_west || is_at(text, at + 1, b'+'));
    let (hours, n) = one_or_two(text, start)?;
    let (secs, end) = match text.get(start + n..).unwrap_or_default() {
        [b'.', b'5', rest @ ..] => (1800, start + n + 2 + usize::from(rest.first() == Some(&b'0'))),
        [b'.', b'2', b'5', ..] => (900, start + n + 3),
        [b'.', b'7', b'5', ..] => (2700, start + n + 3),
        _ => (0, start + n),
    };
    let secs = hours * 3600 + secs;
    let is_zone = hours <= 14 && is_at(text, end, b')');
    is_zone.then_some((Zone::fixed(if is_west { -secs } else { secs }), end + 1))
}

fn numeric(text: &[u8], at: usize) -> Option<(i64, usize)> {
    if let Some(&[sign, a, b, c, d]) = text.get(at..)?.first_chunk()
        && [a, b, c, d].iter().all(u8::is_ascii_digit)
    {
        let two = |tens: u8, ones: u8| i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
        let (hours, minutes) = (two(a, b), two(c, d));
        let is_zone = hours <= 14 && minutes < 60 && ends_word(text, at + 5);
        let secs = hours * 3600 + minutes * 60;
        return is_zone.then_some((if sign == b'-' { -secs } else { secs }, at + 5));
    }
    let sign = if is_at(text, at, b'-') { -1 } else { 1 };
    let hours = two(text, at + 1)?;
    let minutes_at = if is_at(text, at + 3, b':') { at + 4 } else { at + 3 };
    let (minutes, end) = match two(text, minutes_at) {
        Some(minutes) => (minutes, minutes_at + 2),
        None => (0, at + 3),
    };
    // The widest offset in use is +14:00.
    let is_zone = hours <= 14 && minutes < 60 && ends_word(text, end);
    is_zone.then_some((sign * (hours * 3600 + minutes * 60), end))
}

/// Up to four letters as a number.
const fn word(letters: &[u8]) -> u32 {
    match *letters {
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// Whether an abbreviation can end with this byte: few do, and most words found here do not.
const fn ends_name(byte: u8) -> bool {
    matches!(byte, b'T' | b'C' | b'D' | b'K' | b'B' | b'Z')
}

#[expect(clippy::indexing_slicing, reason = "for the compiler, which would say so")]
const fn all_end_as_names(names: &[(u32, i64)]) -> bool {
    let mut at = 0;
    while at < names.len() {
        let [_, _, third, fourth] = names[at].0.to_le_bytes();
        if !ends_name(if fourth == 0 { third } else { fourth }) {
            return false;
        }
        at += 1;
    }
    true
}

/// How what stands behind a time most often begins, as no zone does.
const LEVEL_WORDS: [[u8; 4]; 6] = [*b"INFO", *b"WARN", *b"DEBU", *b"ERRO", *b"TRAC", *b"FATA"];

fn named(text: &[u8], at: usize, regions: &Regions) -> Option<(Zone, usize)> {
    let rest = text.get(at..)?;
    if rest.first_chunk().is_some_and(|word| LEVEL_WORDS.contains(word)) {
        return None;
    }
    // No abbreviation is longer than four letters: most often a level's word stands here.
    let n_letters = rest.iter().take(11).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if rest.get(n_letters) == Some(&b'/') {
        return region(rest, regions).map(|(zone, len)| (zone, at + len));
    }
    if n_letters > 4 || !ends_name(*rest.get(n_letters.checked_sub(1)?)?) {
        return None;
    }
    let (minutes, is_choice) = minutes_of(word(rest.get(..n_letters)?))?;
    let end = at + n_letters;
    // "UTC+02:00", "GMT+0200" and "UTC+2" count from the name.
    if minutes == 0 && matches!(text.get(end), Some(b'+' | b'-')) && is_digit_at(text, end + 1) {
        let found = numeric(text, end).or_else(|| short(text, end));
        return found.map(|(secs, end)| (Zone::fixed(secs), end));
    }
    let offset = Offset { secs: minutes * 60, is_sure: !is_choice };
    ends_word(text, end).then_some((Zone::Fixed(offset), end))
}

/// A sign and one digit of hours.
fn short(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let hours = digit(*text.get(at + 1)?)?;
    let sign = if is_at(text, at, b'-') { -1 } else { 1 };
    let (minutes, end) = match two(text, at + 3).filter(|_| is_at(text, at + 2, b':')) {
        Some(minutes) => (minutes, at + 5),
        None => (0, at + 2),
    };
    (minutes < 60 && ends_word(text, end)).then_some((sign * (hours * 3600 + minutes * 60), end))
}

/// `Europe/Berlin` and similar.
#[cold]
fn region(text: &[u8], regions: &Regions) -> Option<(Zone, usize)> {
    let len = name_len(text);
    Some((Zone::Region(regions.named(text.get(..len)?)?), len))
}

fn ends_word(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(|&byte| byte.is_ascii_alphabetic() || digit(byte).is_some())
}
