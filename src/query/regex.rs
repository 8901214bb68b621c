//! Regular expressions over a whole block's text at once.
//!
//! Running the pattern on each entry costs more than the matching itself. So it runs over the whole
//! text, or only near a literal that every match contains. A match inside one entry belongs to that
//! entry; where the edges of entries could make a difference, the entry is matched alone.

use regex::bytes::{self, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind, Look, LookSet};

use super::literals::{Case, Hit, Literals, MAX_LITERAL};
use crate::store::{Probe, TextFilter};

/// A compiled pattern: `^` and `$` match at line boundaries, `.` does not cross them.
#[derive(Clone, Debug)]
pub struct Regex {
    machine: bytes::Regex,
    looks: LookSet,
    /// Every match contains one of these.
    required: Option<Literals>,
    /// It matches exactly these.
    is_literal: bool,
    /// Roughly how many states it has; each may have to be followed at every byte.
    n_states: u64,
}

/// What it costs to run the pattern over a byte, where searching for a literal costs 1 (measured).
const RUN_COST: u64 = 4;

/// The same for patterns with word boundaries, which are slow beyond ASCII.
const WORDS_COST: u64 = 16;

/// How many states of a pattern cost as much as searching for a literal.
const STATES_FOR_ONE: u64 = 64;

/// Longest compiled pattern, in bytes.
const MAX_BYTES: usize = 1 << 22;

/// Shortest literal worth searching for before the pattern is run.
const MIN_REQUIRED: usize = 3;

/// The most literals to search for first.
const MAX_REQUIRED: usize = 64;

impl Regex {
    /// Compiles a pattern; its error is a sentence.
    pub fn new(pattern: &str, case: Case) -> Result<Self, String> {
        let ignores_case = case == Case::Ignored;
        // As `RegexBuilder` for bytes reads it, to know the literals and what it looks around for.
        let mut parser = ParserBuilder::new();
        let parser = parser.utf8(false).multi_line(true).case_insensitive(ignores_case);
        let hir = parser.build().parse(pattern).map_err(|error| last_sentence(&error))?;
        let mut builder = RegexBuilder::new(pattern);
        builder.multi_line(true).case_insensitive(ignores_case).size_limit(MAX_BYTES);
        let machine = builder.build().map_err(|_too_large| "it is too large".to_owned())?;
        let looks = hir.properties().look_set();
        let plain = plain_literals(&hir);
        let is_literal = plain.is_some();
        let required = match plain {
            Some(literals) => Some(Literals::exact(literals)),
            None => required(&hir).filter(|list| is_useful(list)).map(shortened),
        };
        Ok(Self { machine, looks, required, is_literal, n_states: n_states(&hir) })
    }

    /// Whether it matches anywhere in `text`.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.machine.is_match(text)
    }

    /// What searching a byte of text costs at most, where a plain literal costs 1.
    pub fn cost_per_byte(&self) -> u64 {
        match self.required {
            Some(_) if self.is_literal => 1,
            Some(_) => 1 + self.n_states / STATES_FOR_ONE,
            None if self.looks.contains_word_unicode() => {
                WORDS_COST + self.n_states / STATES_FOR_ONE
            }
            None => RUN_COST + self.n_states / STATES_FOR_ONE,
        }
    }

    /// Literals, one of which every match contains.
    pub fn required(&self) -> Option<&Literals> {
        self.required.as_ref()
    }

    /// Whether a text may hold a match, judging by what `asked` finds in its filter.
    pub fn may_be_in(
        &self,
        filter: &TextFilter,
        asked: impl Fn(&TextFilter, &Probe) -> bool,
    ) -> bool {
        self.required.as_ref().is_none_or(|literals| literals.may_be_in(filter, asked))
    }

    /// The literals that are all it matches, case-sensitively.
    pub fn as_literals(&self) -> Option<&Literals> {
        self.required.as_ref().filter(|_| self.is_literal)
    }

    /// Whether a match depends on the text around it.
    pub fn looks_around(&self) -> bool {
        !self.looks.is_empty()
    }

    /// The first match in `text` that begins at or after `from`.
    pub fn find(&self, text: &[u8], from: usize) -> Option<Hit> {
        let found = self.machine.find_at(text, from)?;
        Some(Hit { start: found.start(), end: found.end() })
    }

    /// All matches that are not empty, from left to right.
    pub fn hits<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = Hit> + 't {
        let found = self.machine.find_iter(text).filter(|found| !found.is_empty());
        found.map(|found| Hit { start: found.start(), end: found.end() })
    }

    /// Whether the matches in the whole text are those of its entries, apart from the line ends after them.
    ///
    /// White space follows an entry, so word and line boundaries are the same with it as without
    /// it, but the end of the text is not. Word boundaries beyond ASCII are slow to search for,
    /// and that is better done entry by entry.
    pub fn can_search(&self, text: &[u8]) -> bool {
        let same = LookSet::empty()
            .insert(Look::StartLF)
            .insert(Look::EndLF)
            .insert(Look::WordAscii)
            .insert(Look::WordAsciiNegate);
        let words = LookSet::empty().insert(Look::WordUnicode).insert(Look::WordUnicodeNegate);
        let others = self.looks.subtract(same);
        others.is_empty() || (others.subtract(words).is_empty() && text.is_ascii())
    }

    /// Whether it may match at the end of an entry that is not directly followed by a line feed,
    /// where it would not match in the whole text.
    pub fn asks_for_line_end(&self) -> bool {
        self.looks.contains(Look::EndLF)
    }
}

/// The last line of an error says what is wrong; the lines before it show where.
fn last_sentence(error: &regex_syntax::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    match last.strip_prefix("error: ").unwrap_or(last) {
        "unclosed character class" => "`[` is never closed",
        "unclosed counted repetition" => "`{` is never closed",
        "unclosed group" => "`(` is never closed",
        "unopened group" => "`)` is never opened",
        "repetition operator missing expression" => "there is nothing to repeat here",
        other => other,
    }
    .to_owned()
}

fn is_useful(literals: &[Vec<u8>]) -> bool {
    literals.len() <= MAX_REQUIRED && literals.iter().all(|one| one.len() >= MIN_REQUIRED)
}

/// Roughly how many states a pattern has: a bounded repetition has those of its content, as often
/// as it may repeat.
fn n_states(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        // Of all that encode a letter one is followed at a time.
        HirKind::Class(_) => 4,
        HirKind::Repetition(repeat) => {
            let n = repeat.max.unwrap_or(repeat.min.saturating_add(1));
            n_states(&repeat.sub).saturating_mul(u64::from(n.max(1)))
        }
        HirKind::Capture(capture) => n_states(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(n_states).fold(0, u64::saturating_add)
        }
    }
}

/// Everything a pattern matches, if that is a few literals.
fn plain_literals(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    if !hir.properties().look_set().is_empty() {
        return None;
    }
    let found = Extractor::new().extract(hir);
    let literals = found.literals().filter(|_| found.is_exact())?;
    let list: Vec<Vec<u8>> = literals.iter().map(|one| one.as_bytes().to_vec()).collect();
    let is_plain = !list.is_empty() && list.len() <= MAX_REQUIRED;
    (is_plain && list.iter().all(|one| (1..=MAX_LITERAL).contains(&one.len()))).then_some(list)
}

/// Literals, ignoring ASCII case, one of which every match of the pattern contains.
fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    if let Some(run) = fixed_bytes(hir) {
        return Some(vec![run]);
    }
    match hir.kind() {
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Alternation(branches) => {
            let lists: Option<Vec<_>> = branches.iter().map(required).collect();
            Some(lists?.concat())
        }
        HirKind::Concat(parts) => required_of_all(parts),
        HirKind::Repetition(_)
        | HirKind::Empty
        | HirKind::Literal(_)
        | HirKind::Class(_)
        | HirKind::Look(_) => None,
    }
}

/// The literals, truncated: these occur wherever the given ones do.
fn shortened(mut literals: Vec<Vec<u8>>) -> Literals {
    for literal in &mut literals {
        literal.truncate(MAX_LITERAL);
    }
    Literals::new(literals)
}

/// The best literals that a sequence requires: adjacent fixed parts joined, else those of one part.
fn required_of_all(parts: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    let mut run = Vec::new();
    for part in parts {
        if let Some(bytes) = fixed_bytes(part) {
            run.extend(bytes);
            continue;
        }
        all.extend((!run.is_empty()).then(|| vec![std::mem::take(&mut run)]));
        all.extend(required(part));
    }
    all.extend((!run.is_empty()).then(|| vec![run]));
    let worth = |list: &Vec<Vec<u8>>| {
        let shortest = list.iter().map(Vec::len).min().unwrap_or(0);
        (is_useful(list), shortest.min(8), std::cmp::Reverse(list.len()))
    };
    all.into_iter().max_by_key(worth)
}

/// The only bytes that a part matches, ignoring ASCII case.
fn fixed_bytes(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(literal.0.to_ascii_lowercase()),
        HirKind::Capture(capture) => fixed_bytes(&capture.sub),
        HirKind::Class(class) => one_letter(class).map(|letter| vec![letter]),
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => None,
    }
}

/// The letter whose two cases make up a class.
fn one_letter(class: &Class) -> Option<u8> {
    let ends: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        Class::Bytes(class) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
    };
    let [upper, lower] = ends.as_slice() else { return None };
    let letter = u8::try_from(lower.0).ok().filter(u8::is_ascii_lowercase)?;
    let is_pair = lower.0 == lower.1
        && upper.0 == upper.1
        && upper.0 == u32::from(letter.to_ascii_uppercase());
    is_pair.then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is searched for before the pattern is run, and whether that is all.
    #[track_caller]
    fn check(pattern: &str, expected: &[&str]) {
        let regex = Regex::new(pattern, Case::Counts).unwrap();
        let list = regex.required().map_or(&[][..], Literals::list);
        let got: Vec<&str> = list.iter().map(|one| std::str::from_utf8(one).unwrap()).collect();
        assert_eq!(got, expected, "{pattern}");
    }

    #[test]
    fn literals_that_every_match_holds_are_found() {
        check("foo|bar|baz", &["bar", "baz", "foo"]);
        check("timeout", &["timeout"]);
        check("Error.*timeout", &["timeout"]);
        check(r"\d{5}\s\w+\sfor", &["for"]);
        check("(?:Timeout|Reset) after [0-9]+", &[" after "]);
        check("(?:Timeout|Reset)[0-9]+", &["reset", "timeout"]);
        check("(?i)timeout$", &["timeout"]);
        // The sign for long s is an s too: only what lies between them is sure.
        check("(?i)risks.", &[]);
        check("x(abc)+y?", &["abc"]);
        check("(abc)?def.", &["def"]);
        check("[0-9a-f]{8}-[0-9a-f]{4}", &[]);
        check("a|bcd.", &[]);
        check("^abc", &["abc"]);
        check("", &[]);
    }

    #[test]
    fn patterns_that_are_literals_are_known() {
        let is_plain = |pattern| Regex::new(pattern, Case::Counts).unwrap().as_literals().is_some();
        assert!(["foo|bar|baz", "timeout", "ba[rz]"].into_iter().all(is_plain));
        assert!(!["^abc", "a+", "a.c", "foo|ba*"].into_iter().any(is_plain));
    }
}
