//! Remembers what follows the time in lines that start entries: mostly blanks and one of a few levels.
//!
//! Every line is checked for whether it starts an entry. If no step of the check looks further than
//! a few bytes past the time, the same bytes give the same answer.

use super::steps::Step;

/// How many bytes are compared.
const REACH: usize = 8;
/// How many texts are kept: as many as programs use levels.
const N_KEPT: usize = 4;

/// The most recent texts with which a line starts an entry.
#[derive(Clone)]
pub(super) struct Near {
    /// No step looks further than one byte beyond its end.
    is_bounded: bool,
    known: [Option<u64>; N_KEPT],
    oldest: usize,
}

impl Near {
    /// For what comes after the time.
    pub(super) fn new(steps: &[Step]) -> Self {
        let is_bounded = |step: &Step| {
            matches!(step, Step::Blanks | Step::MaybeBlanks | Step::Literal(_) | Step::LevelWord(_))
        };
        Self { is_bounded: steps.iter().all(is_bounded), known: [None; N_KEPT], oldest: 0 }
    }

    /// Whether `line`, whose time ends at `at`, is known to start an entry.
    #[inline]
    pub(super) fn has(&self, line: &[u8], at: usize) -> bool {
        let Some(text) = text_at(line, at) else { return false };
        self.known.contains(&Some(text))
    }

    /// Remembers that `line` starts an entry; `end` is where all steps ended.
    pub(super) fn learn(&mut self, line: &[u8], at: usize, end: usize) {
        let Some(text) = text_at(line, at) else { return };
        // Colours go on as far as they like.
        let is_seen =
            end < at + REACH && line.get(at..=end).is_some_and(|text| !text.contains(&0x1b));
        if !(self.is_bounded && is_seen) {
            return;
        }
        if let Some(oldest) = self.known.get_mut(self.oldest) {
            *oldest = Some(text);
        }
        self.oldest = (self.oldest + 1) % N_KEPT;
    }
}

#[inline]
fn text_at(line: &[u8], at: usize) -> Option<u64> {
    line.get(at..)?.first_chunk::<REACH>().map(|text| u64::from_le_bytes(*text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::FieldNames;
    use crate::format::pattern::compile::Pattern;
    use crate::time::TimeShape;

    fn is_known(pattern: &str, line: &str, end: usize, other: &str) -> bool {
        let steps = Pattern::compile(pattern, &TimeShape::HEAD, &mut FieldNames::new()).steps;
        let mut near = Near::new(&steps);
        assert!(!near.has(line.as_bytes(), 0));
        near.learn(line.as_bytes(), 0, end);
        near.has(other.as_bytes(), 0)
    }

    #[test]
    fn only_what_all_steps_have_seen_is_known() {
        assert!(is_known(" {level}", " INFO  [main]", 5, " INFO  [other]"));
        assert!(!is_known(" {level}", " INFO  [main]", 5, " INFO [main]"));
        assert!(!is_known(" {level}", " CRITICAL [main]", 9, " CRITICAL [main]"));
        assert!(!is_known(" {level}", " \x1b[1mWARN", 9, " \x1b[1mWARN"));
        assert!(!is_known("[{thread}] {level}", "[a] INFO b", 8, "[a] INFO b"));
    }
}
