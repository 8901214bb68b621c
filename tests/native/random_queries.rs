//! Queries of any shape, against a loop that asks every entry.

use logscry::level::Level;
use logscry::session::EntryText;
use proptest::prelude::*;

use crate::searching::{lines, listed, session_of, view_in_steps};

/// A condition of any shape.
#[derive(Clone, Debug)]
enum Tree {
    /// By its place in [`TERMS`].
    Term(usize),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
}

/// What one term of a query says, and whether it holds for an entry.
type Meaning = (&'static str, fn(&EntryText) -> bool);

/// Terms of every kind: they are found in the zone map, in columns, in the text and by parsing.
const TERMS: &[Meaning] = &[
    ("started", |entry| has(&entry.text, "started")),
    ("/[0-9]a/", |entry| digit_before_a(&entry.text)),
    ("message:ms", |entry| has(&entry.message, "ms")),
    ("id:/[0-9]a/", |entry| value(entry, "id").is_some_and(digit_before_a)),
    ("msg:*stopped*", |entry| value(entry, "msg").is_some_and(|value| has(value, "stopped"))),
    ("level:warn", |entry| entry.level == Level::Warn),
    ("level>=info", |entry| entry.level as u8 >= Level::Info as u8),
    ("10", |entry| has(&entry.text, "10")),
    ("message:/[0-9]a/", |entry| digit_before_a(&entry.message)),
];

fn has(text: &[u8], word: &str) -> bool {
    text.windows(word.len()).any(|at| at.eq_ignore_ascii_case(word.as_bytes()))
}

fn digit_before_a(text: &[u8]) -> bool {
    text.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == b'a')
}

fn value<'e>(entry: &'e EntryText, name: &str) -> Option<&'e [u8]> {
    let field = entry.fields.iter().find(|(known, _)| known == name);
    field.map(|(_, value)| value.as_slice())
}

impl Tree {
    fn text(&self) -> String {
        let join = |parts: &[Tree], between: &str| {
            parts.iter().map(Tree::text).collect::<Vec<_>>().join(between)
        };
        match self {
            Self::Term(place) => TERMS[*place].0.to_owned(),
            Self::Not(inner) => format!("-({})", inner.text()),
            Self::And(parts) => format!("({})", join(parts, " ")),
            Self::Or(parts) => format!("({})", join(parts, " or ")),
        }
    }

    fn holds(&self, entry: &EntryText) -> bool {
        match self {
            Self::Term(place) => TERMS[*place].1(entry),
            Self::Not(inner) => !inner.holds(entry),
            Self::And(parts) => parts.iter().all(|part| part.holds(entry)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(entry)),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let term = (0..TERMS.len()).prop_map(Tree::Term);
    term.prop_recursive(4, 16, 4, |inner| {
        let parts = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.prop_map(|inner| Tree::Not(Box::new(inner))),
            parts.clone().prop_map(Tree::And),
            parts.prop_map(Tree::Or),
        ]
    })
}

proptest! {
    #[test]
    fn a_query_lists_the_entries_for_which_it_holds(
        text in lines(),
        block_bytes in 1_u64..2_000,
        budget in 1_u64..3_000,
        tree in tree(),
    ) {
        let mut session = session_of(text.as_bytes(), block_bytes);
        let expected = listed(&mut session, |entry| tree.holds(entry));
        view_in_steps(&mut session, &tree.text(), budget);
        prop_assert_eq!(listed(&mut session, |_| true), expected, "{}", tree.text());
    }
}
