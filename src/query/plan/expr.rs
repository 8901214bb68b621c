//! What a query asks of an entry.

use std::cmp::Ordering;

use crate::query::group::GroupMembers;
use crate::query::kinds::Kind;
use crate::query::moment::TimeSpan;
use crate::query::needle::Needle;
use crate::query::quantity::Bound;
use crate::query::regex::Regex;
use crate::store::Probe;

/// A condition on an entry.
#[derive(Clone, Debug)]
pub enum Expr {
    /// Always true: the empty query.
    All,
    /// All of them.
    And(Vec<Expr>),
    /// Any of them.
    Or(Vec<Expr>),
    /// The opposite.
    Not(Box<Expr>),
    /// A single condition.
    Term(Term),
}

/// A single condition.
#[derive(Clone, Debug)]
pub enum Term {
    /// The entry's text holds it.
    Text(Needle),
    /// The entry's message holds it.
    Message(Needle),
    /// The level is in this bit mask.
    Level(u8),
    /// The source's name matches the pattern.
    Source(Pattern),
    /// The id of the format that read it matches the pattern.
    Format(Pattern),
    /// It is of this kind.
    Kind(Kind),
    /// Its time is in this span; an entry without a time never passes.
    Time(TimeSpan),
    /// It is in the group with these members; none if they were not looked up.
    Group(Option<Box<GroupMembers>>),
    /// A field passes a test.
    Field {
        /// The field.
        name: String,
        /// What its value must be; an entry without the field never passes.
        test: Test,
    },
}

impl Expr {
    /// How many single conditions it has.
    pub fn n_terms(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Not(inner) => inner.n_terms(),
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::n_terms).sum(),
            Self::Term(_) => 1,
        }
    }

    /// Whether it asks anywhere for entries of a kind.
    pub fn asks_for(&self, kind: Kind) -> bool {
        match self {
            Self::Not(inner) => inner.asks_for(kind),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.asks_for(kind)),
            Self::Term(Term::Kind(asked)) => *asked == kind,
            Self::All | Self::Term(_) => false,
        }
    }
}

/// What a field's value must be.
#[derive(Clone, Debug)]
pub enum Test {
    /// Matches the pattern.
    Like(Pattern),
    /// Does not match the pattern.
    Unlike(Pattern),
    /// Matches a regular expression.
    Matches(Regex),
    /// Is a quantity that compares this way with the bound.
    Number(Comparison, Bound),
}

/// How numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

/// A value in which `*` stands for any text; ASCII case is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Vec<u8>>,
    /// What to look up in filters: each of the parts.
    probes: Vec<Probe>,
}

impl Pattern {
    /// A pattern without any wildcard.
    pub fn exact(text: &str) -> Self {
        Self::of_parts(&[text])
    }

    /// A pattern of texts with anything between them.
    pub fn of_parts(parts: &[impl AsRef<str>]) -> Self {
        let folded = parts.iter().map(|part| part.as_ref().to_ascii_lowercase().into_bytes());
        let parts: Vec<Vec<u8>> = folded.collect();
        let probes = parts.iter().map(|part| Probe::new(part)).collect();
        Self { parts, probes }
    }

    /// Literals that a text must all contain if it holds a matching value.
    pub fn probes(&self) -> &[Probe] {
        &self.probes
    }

    /// The only text that matches, ignoring case, if the pattern has no wildcard.
    pub fn as_exact(&self) -> Option<&[u8]> {
        match self.parts.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether the whole of `value` matches the pattern.
    pub fn matches(&self, value: &[u8]) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        let Some((last, middle)) = rest.split_last() else {
            return value.eq_ignore_ascii_case(first);
        };
        let folded = value.to_ascii_lowercase();
        let Some(inner) = folded.strip_prefix(first.as_slice()) else { return false };
        let Some(mut inner) = inner.strip_suffix(last.as_slice()) else { return false };
        for part in middle {
            let Some(at) = memchr::memmem::find(inner, part) else { return false };
            inner = inner.get(at + part.len()..).unwrap_or_default();
        }
        true
    }
}

impl Test {
    /// Whether a field's value passes.
    pub fn passes(&self, value: &[u8]) -> bool {
        match self {
            Self::Like(pattern) => pattern.matches(value),
            Self::Unlike(pattern) => !pattern.matches(value),
            Self::Matches(regex) => regex.is_match(value),
            Self::Number(comparison, bound) => comparison.holds(bound.compare(value)),
        }
    }
}

impl Comparison {
    /// Whether this outcome satisfies the comparison; `None`, for what cannot be compared, never does.
    pub fn holds(self, ordering: Option<Ordering>) -> bool {
        ordering.is_some_and(|ordering| match self {
            Self::Above => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Below => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let parts: Vec<&str> = pattern.split('*').collect();
        let matches = |value: &&str| Pattern::of_parts(&parts).matches(value.as_bytes());
        assert!(matching.iter().all(matches), "{pattern} {matching:?}");
        assert!(!others.iter().any(matches), "{pattern} {others:?}");
    }

    #[test]
    fn patterns_match_whole_values() {
        check("api", &["API"], &["api-2"]);
        check("", &[""], &["a"]);
    }

    #[test]
    fn a_star_stands_for_any_text() {
        check("*", &["", "a"], &[]);
        check("/api/*", &["/api/orders", "/api/"], &["/api"]);
        check("*/orders/*/items", &["/v1/orders/7/items"], &["/v1/orders/items"]);
        check("a*a", &["aa", "aba"], &["a"]);
        check("*b*", &["abc"], &["ac"]);
        check("x*", &[], &["abc"]);
    }

    #[test]
    fn only_numbers_compare() {
        let test = Test::Number(Comparison::AtLeast, Bound::of("status", "500").unwrap());
        let passed =
            ["500", "499.9", "1e3", "abc", "infinity", ""].map(|v| test.passes(v.as_bytes()));
        assert_eq!(passed, [true, false, true, false, false, false]);
    }

    #[test]
    fn whole_numbers_compare_to_the_last_digit() {
        let above = |bound, value: &str| {
            let test = Test::Number(Comparison::Above, Bound::of("n", bound).unwrap());
            test.passes(value.as_bytes())
        };
        assert!(above("9007199254740992", "9007199254740993"));
        assert!(!above("9007199254740993", "9007199254740993"));
        assert!(above("18446744073709551615", "18446744073709551616"));
        assert!(!above("-9007199254740993", "-9007199254740993"));
        assert!(above("499.5", "500") && !above("5e2", "500") && above("1", "1.5"));
    }
}
