//! Which lines of a sample stand for the others.
//!
//! Most layouts read no line of a source. To see this it is enough to try a few lines of every
//! shape: a thousand lines of one program seldom begin in more than some dozen ways.

use std::collections::BTreeMap;

use super::lines::Lines;

/// How many lines of a shape are tried.
const MAX_OF_SHAPE: usize = 8;
/// How much of a line makes its shape, in bytes.
const SHAPE_LEN: usize = 64;
/// The longest capitals that are kept as they are: levels and their like.
const MAX_CAPITALS: usize = 8;

/// The shapes of all lines of a sample, as numbers.
pub(super) struct Shapes(Vec<usize>);

impl Shapes {
    pub(super) fn new(lines: &Lines<'_>) -> Self {
        let mut known: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        let shape = |at| {
            let n_known = known.len();
            *known.entry(shape_of(lines.line(at))).or_insert(n_known)
        };
        Self((0..lines.len()).map(shape).collect())
    }

    /// Some of the `candidates`: all lines of rare shapes, and a few of each common one, spread
    /// over the sample.
    pub(super) fn typical(&self, candidates: &[usize]) -> Vec<usize> {
        let mut by_shape: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &at in candidates {
            by_shape.entry(self.0.get(at).copied().unwrap_or_default()).or_default().push(at);
        }
        let spread = |lines: &Vec<usize>| -> Vec<usize> {
            let n = lines.len().min(MAX_OF_SHAPE);
            (0..n).filter_map(|place| lines.get(place * lines.len() / n).copied()).collect()
        };
        by_shape.values().flat_map(spread).collect()
    }
}

/// How a line begins: digits by their number, words as words, capitals and everything else as
/// they are.
fn shape_of(line: &[u8]) -> Vec<u8> {
    let mut shape = Vec::with_capacity(SHAPE_LEN);
    let mut rest = line.get(..SHAPE_LEN).unwrap_or(line);
    while let Some(&first) = rest.first() {
        let is_alike: fn(&u8) -> bool = match first {
            b'0'..=b'9' => u8::is_ascii_digit,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                |byte| byte.is_ascii_alphabetic() || *byte >= 0x80
            }
            _ => |_| false,
        };
        let n = rest.iter().take_while(|byte| is_alike(byte)).count().max(1);
        let (run, after) = rest.split_at_checked(n).unwrap_or((rest, &[]));
        match first {
            b'0'..=b'9' => shape.extend([b'0', u8::try_from(n).unwrap_or(u8::MAX)]),
            _ if !is_alike(&first) => shape.push(first),
            _ if n <= MAX_CAPITALS && run.iter().all(u8::is_ascii_uppercase) => shape.extend(run),
            // Of prose it does not matter how many words there are.
            _ if shape.ends_with(b"a ") => shape.truncate(shape.len() - 1),
            _ => shape.push(b'a'),
        }
        rest = after;
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_alike_have_one_shape() {
        let of = |line: &str| shape_of(line.as_bytes());
        assert_eq!(of("2026-01-02 INFO it is said"), of("2026-11-22 INFO they wrote so much"));
        assert_ne!(of("2026-01-02 INFO x"), of("2026-01-02 WARN x"));
        assert_ne!(of("2026-01-02 x"), of("2026-1-2 x"));
        assert_ne!(of("a.b: x"), of("a b: x"));
    }

    #[test]
    fn every_shape_is_tried_and_none_often() {
        let usual = |n: usize| format!("{n} usual words\n");
        let text: String = (100..500).map(usual).collect();
        let text = text + "[rare] line\n" + &(500..900).map(usual).collect::<String>();
        let lines = Lines::new(text.as_bytes());
        let all: Vec<usize> = (0..lines.len()).collect();
        let typical = Shapes::new(&lines).typical(&all);
        assert_eq!(typical.len(), MAX_OF_SHAPE + 1);
        assert!(typical.iter().any(|at| lines.line(*at) == b"[rare] line"));
        assert!(typical.iter().any(|at| *at < 200) && typical.iter().any(|at| *at > 700));
    }
}
