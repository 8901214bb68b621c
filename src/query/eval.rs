//! Which entries of a block match.

use std::rc::Rc;

use super::ast::{Expr, Term, Test};
use super::needle::{Literal, Needle};
use crate::frame::trim_line_ends;
use crate::store::{Block, FieldColumn, RowSet, ValueTest, canonical_int};

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
    /// The block's text; read at most once.
    fn text(&mut self) -> Result<Rc<[u8]>, Unread>;
    /// Whether the message of entry `row` holds `needle`.
    fn message_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread>;
}

/// Finds the entries of a block that meet `expr`.
///
/// # Errors
/// [`Unread`] if that cannot be told without text that is gone.
///
/// # Cost
/// O(entries) for fields with few values; one pass over the block's text for words.
pub fn evaluate(expr: &Expr, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    let n = context.block().n_entries();
    match expr {
        Expr::All => Ok(RowSet::Full),
        Expr::Not(inner) => Ok(evaluate(inner, context)?.not(n)),
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
                rows = rows.and(evaluate(part, context)?);
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
        Expr::All | Expr::Term(Term::Level(_) | Term::Source(_)) => false,
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
        Term::Text(needle) => match needle.as_literal().filter(|literal| !literal.has_line_end()) {
            Some(literal) => literal_rows(literal, context),
            None => text_rows(needle, context),
        },
        Term::Message(needle) => {
            let mut rows = Vec::with_capacity(n);
            for row in 0..n {
                rows.push(context.message_has(row, needle)?);
            }
            Ok(RowSet::from_fn(n, |row| rows.get(row).copied().unwrap_or_default()))
        }
        Term::Field { name, test } => field_rows(name, test, context),
    }
}

/// Searches all of a block's text at once, entry by entry only where something is found.
fn literal_rows(literal: &Literal, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    let mut found = Vec::new();
    let mut from = 0;
    let text = context.text()?;
    let block = context.block();
    while let Some(at) = literal.find(&text, from) {
        let row = block.row_at(at);
        found.push(row);
        from = block.range(row).end;
    }
    let mut found = found.into_iter().peekable();
    Ok(RowSet::from_fn(block.n_entries(), |row| found.next_if_eq(&row).is_some()))
}

fn text_rows(needle: &Needle, context: &mut impl BlockContext) -> Result<RowSet, Unread> {
    let text = context.text()?;
    let block = context.block();
    Ok(RowSet::from_fn(block.n_entries(), |row| {
        needle.is_in(trim_line_ends(text.get(block.range(row)).unwrap_or_default()))
    }))
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
