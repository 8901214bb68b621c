//! Which entries of a block match.

use super::needle::Needle;
use super::plan::{Expr, Term, Test};
use super::search;
use super::skip::may_match;
use crate::store::{Block, FieldColumn, RowSet, SharedText, Tag, ValueTest, canonical_int};

/// The text of a block cannot be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// What a condition needs to know of a block.
pub trait BlockContext {
    /// The block.
    fn block(&self) -> &Block;
    /// The block's column of a field, if any entry has it.
    fn field(&self, name: &str) -> Option<&FieldColumn>;
    /// Makes the column of a field again that is [`FieldColumn::Dropped`].
    fn restore(&mut self, name: &str) -> Result<(), Unread>;
    /// Name of the block's source.
    fn source_name(&self) -> &str;
    /// Id of one of the formats of the block's source, by its place in the plan.
    fn format_id(&self, place: u8) -> &str;
    /// The block's text; read at most once.
    fn text(&mut self) -> Result<SharedText, Unread>;
    /// Whether the message of entry `row` holds `needle`.
    fn message_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread>;
}

/// Finds the entries of a block that meet `expr`.
///
/// # Errors
/// [`Unread`] if that cannot be told without text that is gone.
///
/// # Cost
/// O(entries) for fields with few values; one pass over the block's text for words, unless its
/// zone map or its filter says that there is nothing to find.
pub fn evaluate(expr: &Expr, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    if may_match(expr, context) { rows_of(expr, context) } else { Ok(RowSet::Empty) }
}

fn rows_of(expr: &Expr, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    let n = context.block().n_entries();
    match expr {
        Expr::All => Ok(RowSet::Full),
        Expr::Not(inner) => Ok(rows_of(inner, context)?.not(n)),
        Expr::Or(branches) => {
            let mut rows = RowSet::Empty;
            for branch in branches {
                if rows == RowSet::Full {
                    break;
                }
                rows = rows.or(evaluate(branch, context)?);
            }
            Ok(rows)
        }
        Expr::And(parts) => {
            let mut rows = RowSet::Full;
            // What needs no text may spare reading it.
            let (cheap, dear): (Vec<_>, Vec<_>) =
                parts.iter().partition(|part| !needs_text(part, context));
            for part in cheap.into_iter().chain(dear) {
                if rows == RowSet::Empty {
                    break;
                }
                rows = rows.and(rows_of(part, context)?);
            }
            Ok(rows)
        }
        Expr::Term(term) => term_rows(term, context),
    }
}

fn needs_text(expr: &Expr, context: &impl BlockContext) -> bool {
    match expr {
        Expr::Not(inner) => needs_text(inner, context),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| needs_text(part, context)),
        Expr::Term(Term::Text(_) | Term::Message(_)) => true,
        Expr::Term(Term::Kind(kind)) => kind.needs_text(),
        Expr::All | Expr::Term(Term::Level(_) | Term::Source(_) | Term::Format(_)) => false,
        Expr::Term(Term::Field { name, .. }) => {
            context.field(name).is_some_and(|column| !column.is_resident())
        }
    }
}

fn term_rows(term: &Term, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    let n = context.block().n_entries();
    match term {
        Term::Level(mask) => Ok(context.block().rows_of_levels(*mask)),
        Term::Source(pattern) => {
            let is_in = pattern.matches(context.source_name().as_bytes());
            Ok(if is_in { RowSet::Full } else { RowSet::Empty })
        }
        Term::Format(pattern) => {
            let is_in = |tag: Tag| pattern.matches(context.format_id(tag.format).as_bytes());
            Ok(context.block().rows_of_tags(is_in))
        }
        Term::Kind(kind) => {
            let text = if kind.needs_text() { Some(context.text()?) } else { None };
            Ok(kind.rows(context.block(), text.as_deref().unwrap_or_default()))
        }
        Term::Text(needle) => {
            let text = context.text()?;
            Ok(search::rows_with(needle, context.block(), &text))
        }
        Term::Message(needle) => {
            let text = context.text()?;
            let candidates = search::candidates(needle, context.block(), &text);
            let candidates = candidates.unwrap_or(RowSet::Full);
            let mut rows = Vec::new();
            for row in (0..n).filter(|row| candidates.has(*row)) {
                rows.extend(context.message_has(row, needle)?.then_some(row));
            }
            Ok(RowSet::from_rows(n, &rows))
        }
        Term::Field { name, test } => field_rows(name, test, context),
    }
}

fn field_rows(
    name: &str,
    wanted: &Test,
    context: &mut impl BlockContext,
) -> Result<RowSet, Unread> {
    if context.field(name).is_some_and(FieldColumn::is_dropped) {
        context.restore(name)?;
    }
    let Some(column) = context.field(name) else { return Ok(RowSet::Empty) };
    if column.is_resident() {
        return Ok(context.block().rows_where(column, &[], wanted));
    }
    let text = context.text()?;
    let Some(column) = context.field(name) else { return Ok(RowSet::Empty) };
    Ok(context.block().rows_where(column, &text, wanted))
}

impl ValueTest for Test {
    fn passes(&self, value: &[u8]) -> bool {
        Test::passes(self, value)
    }

    fn passes_int(&self, value: i64) -> Option<bool> {
        match self {
            Self::Like(pattern) => {
                pattern.as_exact().map(|text| canonical_int(text) == Some(value))
            }
            Self::Unlike(pattern) => {
                pattern.as_exact().map(|text| canonical_int(text) != Some(value))
            }
            Self::Matches(_) => None,
            Self::Number(comparison, bound) => Some(comparison.holds(value, *bound)),
        }
    }
}
