//! Which blocks can be skipped, judging by what is known without their text.

use super::context::BlockContext;
use super::plan::{Expr, Term, Test};
use crate::store::{Tag, TextFilter};

/// Whether any entry of the block may meet `expr`; never false if one does.
///
/// # Cost
/// A few look-ups; the block's columns and text are not touched.
pub fn may_match(expr: &Expr, context: &impl BlockContext) -> bool {
    match expr {
        Expr::All | Expr::Not(_) => true,
        Expr::And(parts) => parts.iter().all(|part| may_match(part, context)),
        Expr::Or(branches) => branches.iter().any(|branch| may_match(branch, context)),
        Expr::Term(term) => may_match_term(term, context),
    }
}

fn may_match_term(term: &Term, context: &impl BlockContext) -> bool {
    let filter = &context.block().filter;
    match term {
        Term::Level(mask) => {
            let levels = &context.block().zone.levels;
            (0..8).zip(levels).any(|(level, n)| mask >> level & 1 == 1 && *n > 0)
        }
        Term::Source(pattern) => pattern.matches(context.source_name().as_bytes()),
        Term::Format(pattern) => {
            let is_in = |tag: Tag| pattern.matches(context.format_id(tag.format).as_bytes());
            context.block().tags.any(is_in)
        }
        Term::Kind(kind) => kind.may_be_in(context.block()),
        Term::Time(span) => {
            let zone = &context.block().zone;
            context.block().has_times() && zone.first < span.end && span.from <= zone.last
        }
        Term::Group(_) => true,
        Term::Text(needle) => needle.may_be_in(filter, TextFilter::may_hold),
        Term::Message(needle) => needle.may_be_in(filter, TextFilter::may_hold_value),
        Term::Field { name, test } => {
            let Some(column) = context.field(name) else { return false };
            // Dictionaries say it exactly, and as fast.
            column.is_resident() || may_pass(test, filter)
        }
    }
}

fn may_pass(test: &Test, filter: &TextFilter) -> bool {
    match test {
        Test::Like(pattern) => pattern.probes().iter().all(|probe| filter.may_hold_value(probe)),
        Test::Matches(regex) => regex.may_be_in(filter, TextFilter::may_hold_value),
        Test::Unlike(_) | Test::Number(..) => true,
    }
}
