//! Questions about bytes that several detectors ask.

/// Letters, digits, underscores and whatever is not ASCII.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The byte before a position.
pub(super) fn before(text: &[u8], at: usize) -> Option<u8> {
    at.checked_sub(1).and_then(|at| text.get(at)).copied()
}

/// How far bytes that fit run from a position.
pub(super) fn run(text: &[u8], from: usize, fits: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.iter().position(|&byte| !fits(byte)).unwrap_or(rest.len())
}

/// Where the bytes that fit, and end at a position, begin.
pub(super) fn run_back(text: &[u8], to: usize, fits: impl Fn(u8) -> bool) -> usize {
    let head = text.get(..to).unwrap_or_default();
    head.iter().rposition(|&byte| !fits(byte)).map_or(0, |at| at + 1)
}

/// Whether a text follows at a position.
pub(super) fn follows(text: &[u8], at: usize, what: &[u8]) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(what))
}

/// The text between two positions.
pub(super) fn piece(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.get(start..end).unwrap_or_default()
}

/// What kinds of characters a text is made of.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Mix {
    pub(super) digits: usize,
    pub(super) lower: usize,
    pub(super) upper: usize,
    pub(super) others: usize,
    /// How often a letter follows a digit or the other way round, or the case goes up.
    pub(super) turns: usize,
}

impl Mix {
    pub(super) fn of(text: &[u8]) -> Self {
        let mut mix = Self::default();
        let mut last = 0;
        for &byte in text {
            let class = match byte {
                b'0'..=b'9' => 1,
                b'a'..=b'z' => 2,
                b'A'..=b'Z' => 3,
                _ => 4,
            };
            match class {
                1 => mix.digits += 1,
                2 => mix.lower += 1,
                3 => mix.upper += 1,
                _ => mix.others += 1,
            }
            // A capital before small letters is how words begin.
            let is_turn =
                class != last && last != 0 && class < 4 && last < 4 && (last, class) != (3, 2);
            mix.turns += usize::from(is_turn);
            last = class;
        }
        mix
    }

    pub(super) fn letters(self) -> usize {
        self.lower + self.upper
    }

    /// Whether nobody would write this by hand: letters and digits by turns.
    pub(super) fn is_random(self) -> bool {
        let len = self.digits + self.letters() + self.others;
        self.digits > 0 && self.letters() > 0 && self.turns * 6 >= len && self.others * 8 <= len
            || self.upper > 3 && self.lower > 3 && self.turns * 4 >= len && self.others == 0
    }
}
