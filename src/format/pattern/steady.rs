//! Decides whether words at the start of messages are levels: only if most lines of a sample have one.
//!
//! `{time} {level} {message}` also fits a sentence that begins with "Error", and `{level:letter}`
//! one that begins with "I". Capitals are levels in any case.

use super::run::PatternParser;
use crate::format::{FieldNames, Lead, Parsed, Parser as _};
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::UnixNanos;

/// The detail of a layout whose level counts only in capitals.
pub(super) const CAPITALS: &str = "capitals";

/// How patterns end whose level comes before the message without a mark.
const BARE: [&str; 2] = ["{level} {message}", "{level}{?:?} {message}"];
const BARE_LETTER: &str = "{level:letter} {message}";

/// The same pattern with the level in capitals only.
pub(in crate::format) fn in_capitals(pattern: &str) -> String {
    pattern.replacen("{level}", "{level:capitals}", 1)
}

/// Whether a level comes before the message of a pattern without a mark.
pub(super) fn is_bare(pattern: &str) -> bool {
    pattern.ends_with(BARE_LETTER) || BARE.iter().any(|bare| pattern.ends_with(bare))
}

/// The detail of such a pattern for a source with these lines; `None` if it does not belong to the source.
pub(super) fn steady_level(
    pattern: &str,
    lines: &[&[u8]],
    parser: impl FnOnce(Assumptions) -> PatternParser,
) -> Option<&'static str> {
    let is_letter = pattern.ends_with(BARE_LETTER);
    // Any time will do: what it is does not matter.
    let assumptions =
        Assumptions { not_after: UnixNanos(i64::MAX / 2), offset_secs: 0, dates: None };
    let seen = Seen::of(pattern, lines, parser(assumptions), assumptions);
    // A sentence, too, may begin with a capital: some more must agree.
    let n_sure = seen.small + if seen.other >= 3 { seen.other } else { 0 };
    let is_usual = |n: usize| n > 0 && n * 2 >= seen.lines;
    if is_letter {
        return (seen.capital >= 2 && is_usual(seen.capital)).then_some("");
    }
    let is_steady = n_sure > 0 && is_usual(n_sure + seen.capital);
    Some(if is_steady { "" } else { CAPITALS })
}

/// How levels are written in the lines of a sample that match the head of a pattern.
#[derive(Default)]
struct Seen {
    /// Lines that begin so.
    lines: usize,
    capital: usize,
    small: usize,
    other: usize,
}

impl Seen {
    fn of(
        pattern: &str,
        lines: &[&[u8]],
        mut parser: PatternParser,
        assumptions: Assumptions,
    ) -> Self {
        // The fields of a pattern have their numbers; more names are not met.
        let mut names = FieldNames::new();
        let mut seen = Self::default();
        let mut out = Parsed::default();
        for line in lines {
            out.clear();
            if !parser.starts(line) || !parser.parse(line, &mut names, &mut out) {
                continue;
            }
            let head = line.get(..out.message.start as usize).unwrap_or_default().trim_ascii_end();
            let head = head.strip_suffix(b":").unwrap_or(head);
            let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
            let n_letters = head.iter().rev().take_while(is_letter).count();
            let word = head.get(head.len() - n_letters..).unwrap_or_default();
            if word.iter().all(u8::is_ascii_uppercase) {
                seen.capital += 1;
            } else if word.iter().all(u8::is_ascii_lowercase) {
                seen.small += 1;
            } else {
                seen.other += 1;
            }
        }
        // Trying every shape of time on every line is not cheap, and mostly there is nothing to compare.
        if seen.capital + seen.small + seen.other > 0 {
            let lead = match pattern.strip_prefix('[') {
                Some(_) => Lead::Byte(b'['),
                None => Lead::Time(&TimeShape::ALL),
            };
            let mut times = TimeParser::new(assumptions);
            seen.lines = lines.iter().filter(|line| lead.may_begin(line, &mut times)).count();
        }
        seen
    }
}
