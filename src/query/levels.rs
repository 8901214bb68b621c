//! Levels in a query: the words for them, the sets that terms let through, and how to write a set.

use super::syntax::{Node, NodeKind, Operator, Subject};
use crate::level::Level;

/// Every level.
pub const ALL_LEVELS: u8 = u8::MAX;

/// The most levels worth writing as exclusions.
const MAX_LEFT_OUT: usize = 2;

/// Names of all levels, for use in a sentence.
pub(super) fn names() -> String {
    Level::ALL.map(Level::name).join(", ")
}

/// Levels, as bits, that a comma-separated list of `words` lets through; or the first word that is
/// not a level.
///
/// One of the words is enough; with `!=`, none may match.
pub(super) fn mask_of(operator: Operator, words: &str) -> Result<u8, &str> {
    let is_opposite = operator == Operator::IsNot;
    let operator = if is_opposite { Operator::Is } else { operator };
    let mask = words.split(',').try_fold(0, |mask, word| match level_named(word) {
        Some(level) => Ok(mask | levels_that(operator, level)),
        None => Err(word),
    })?;
    Ok(if is_opposite { !mask } else { mask })
}

/// Levels that a level term, or its opposite, lets through; `None` for any other term.
pub(super) fn mask_of_node(node: &Node) -> Option<u8> {
    match &node.kind {
        NodeKind::Not(inner) => mask_of_node(inner).map(|mask| !mask),
        NodeKind::Clause(clause) if clause.subject == Subject::Level => {
            mask_of(clause.operator, &clause.value.as_word()?).ok()
        }
        // `level in (error, fatal)`
        NodeKind::Or(branches) => {
            branches.iter().try_fold(0, |all, branch| Some(all | mask_of_node(branch)?))
        }
        NodeKind::Clause(_)
        | NodeKind::All
        | NodeKind::And(_)
        | NodeKind::Text(_)
        | NodeKind::Like(_)
        | NodeKind::Regex(_) => None,
    }
}

/// The shortest term for a set of levels; `None` if it is all of them, or none.
pub(super) fn term_of(mask: u8) -> Option<Node> {
    let levels_in = |mask: u8| Level::ALL.into_iter().filter(move |level| mask & level.bit() != 0);
    let list = |mask: u8| levels_in(mask).map(Level::name).collect::<Vec<_>>().join(",");
    let lowest = levels_in(mask).next()?;
    let n_chosen = mask.count_ones();
    if mask == ALL_LEVELS {
        return None;
    }
    let clause = |operator, words: &str| Node::clause(Subject::Level, operator, words);
    if n_chosen == 1 {
        return Some(clause(Operator::Is, lowest.name()));
    }
    if lowest != Level::Unknown && mask == levels_that(Operator::AtLeast, lowest) {
        return Some(clause(Operator::AtLeast, lowest.name()));
    }
    if levels_in(!mask).count() <= MAX_LEFT_OUT {
        return Some(clause(Operator::Is, &list(!mask)).negated());
    }
    Some(clause(Operator::Is, &list(mask)))
}

/// A level and worse; only itself for `unknown`, which is neither above nor below any.
pub(super) fn at_least(level: Level) -> u8 {
    if level == Level::Unknown { level.bit() } else { levels_that(Operator::AtLeast, level) }
}

/// The level a word stands for: its own name, or a usual spelling of it.
fn level_named(word: &str) -> Option<Level> {
    let others = [
        ("warning", Level::Warn),
        ("err", Level::Error),
        ("critical", Level::Fatal),
        ("crit", Level::Fatal),
    ];
    let own = Level::ALL.into_iter().map(|level| (level.name(), level));
    own.chain(others).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, level)| level)
}

/// Levels that stand in a relation to `level`; `unknown` is neither above nor below any.
fn levels_that(operator: Operator, level: Level) -> u8 {
    let known = |is_in: fn(&Level, &Level) -> bool| {
        let levels = Level::ALL.into_iter().filter(|other| *other != Level::Unknown);
        levels.filter(|other| is_in(other, &level)).fold(0, |mask, other| mask | other.bit())
    };
    match operator {
        Operator::Is => level.bit(),
        Operator::IsNot => !level.bit(),
        Operator::AtLeast => known(|a, b| a >= b),
        Operator::AtMost => known(|a, b| a <= b),
        Operator::Above => known(|a, b| a > b),
        Operator::Below => known(|a, b| a < b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::syntax::Syntax;

    #[track_caller]
    fn check(mask: u8, expected: &str) {
        assert_eq!(term_of(mask).unwrap().to_string(), expected);
    }

    #[test]
    fn sets_are_written_the_shortest_way() {
        check(Level::Info.bit(), "level:info");
        check(0b1100_0000, "level>=error");
        check(0b1111_0111, "-level:info");
        check(0b1111_0011, "-level:debug,info");
        check(0b1100_1000, "level:info,error,fatal");
        check(0b0000_0011, "level:unknown,trace");
        assert_eq!((term_of(0), term_of(ALL_LEVELS)), (None, None));
    }

    #[test]
    fn every_set_can_be_written_and_read_back() {
        for mask in 1..ALL_LEVELS {
            let written = term_of(mask).unwrap();
            let read = Syntax::parse(&written.to_string()).unwrap().root;
            assert_eq!((mask_of_node(&read), &read), (Some(mask), &written));
        }
    }

    #[test]
    fn only_terms_about_levels_have_a_set() {
        let mask = |text| mask_of_node(&Syntax::parse(text).unwrap().root);
        assert_eq!(mask("level:error,WARN"), Some(0b0110_0000));
        assert_eq!(mask("-(level<info)"), Some(0b1111_1001));
        assert_eq!(mask("level:warning"), Some(0b0010_0000));
        assert_eq!(mask("level!=error"), Some(0b1011_1111));
        assert_eq!(mask("level!=error,fatal"), Some(0b0011_1111));
        assert_eq!(mask("-level!=error,fatal"), Some(0b1100_0000));
        assert_eq!(mask("level>=error,warn"), Some(0b1110_0000));
        let others = ["\"level:error\"", "level:loud", "level:/x/", "level", "x:1", "a b"];
        assert!(others.into_iter().all(|text| mask(text).is_none()));
    }
}
