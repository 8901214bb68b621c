//! The halves of the day, as twelve-hour clocks have them.

/// Before noon, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Half {
    /// The 24-hour value of `hour` in this half; a 24-hour clock has no halves.
    pub(super) fn hour(self, hour: i64) -> Option<i64> {
        let noon = if self == Self::Afternoon { 12 } else { 0 };
        (1..=12).contains(&hour).then_some(hour % 12 + noon)
    }
}

/// Words for the halves, after or before a clock.
///
/// # Source
/// CLDR 45, `dayPeriods` of English, Spanish, Greek, Chinese, Japanese and Korean.
const WORDS: [(&str, Half); 8] = [
    ("\u{4e0a}\u{5348}", Half::Morning),
    ("\u{4e0b}\u{5348}", Half::Afternoon),
    ("\u{5348}\u{524d}", Half::Morning),
    ("\u{5348}\u{5f8c}", Half::Afternoon),
    ("\u{c624}\u{c804}", Half::Morning),
    ("\u{c624}\u{d6c4}", Half::Afternoon),
    ("\u{3c0}.\u{3bc}.", Half::Morning),
    ("\u{3bc}.\u{3bc}.", Half::Afternoon),
];

/// The half that follows a clock, with or without a space, and how many bytes it takes.
pub(super) fn half_after(text: &[u8], at: usize) -> Option<(Half, usize)> {
    // Nearly always a space, a zone or the end stands here.
    let rest = text.get(at..)?;
    let n_space = space_len(rest);
    let word = rest.get(n_space..)?;
    let (half, len) = match word.first()? {
        b'a' | b'A' | b'p' | b'P' => latin(word)?,
        0x80.. => foreign(word)?,
        _ => return None,
    };
    Some((half, n_space + len))
}

/// Length of a space: the usual one or a non-breaking one, wide or narrow, as ICU writes it.
pub(super) fn space_len(text: &[u8]) -> usize {
    match text {
        [b' ', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF, ..] => 3,
        _ => 0,
    }
}

/// `AM`, `a.m.`, `a. m.`.
fn latin(word: &[u8]) -> Option<(Half, usize)> {
    let (first, rest) = word.split_first()?;
    let half = if first | 32 == b'a' { Half::Morning } else { Half::Afternoon };
    let is_free = |len: usize| !word.get(len).is_some_and(u8::is_ascii_alphanumeric);
    if rest.first()? | 32 == b'm' {
        return is_free(2).then_some((half, 2));
    }
    let rest = rest.strip_prefix(b".")?;
    let n_space = space_len(rest);
    let [m, b'.', ..] = rest.get(n_space..)? else { return None };
    let len = 4 + n_space;
    (m | 32 == b'm' && is_free(len)).then_some((half, len))
}

/// A half in a word of another language.
#[cold]
pub(super) fn foreign(word: &[u8]) -> Option<(Half, usize)> {
    let (known, half) = WORDS.iter().find(|(known, _)| word.starts_with(known.as_bytes()))?;
    Some((*half, known.len()))
}
