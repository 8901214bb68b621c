//! Which entries of a block match.

use std::collections::BTreeMap;
use std::ops::Range;

use super::allowance::Allowance;
use super::context::{BlockContext, Unread};
use super::group::GroupMembers;
use super::moment::TimeSpan;
use super::plan::{Expr, Term, Test};
use super::regex::Regex;
use super::search::Search;
use super::skip::may_match;
use crate::store::{Block, FieldColumn, NO_TIME, RowSet, Tag, ValueTest, canonical_int};

/// What reading an entry for its message costs beside the search, by the byte.
const PARSE_COST: u64 = 4;

/// How far the evaluation of a block has come: the results of the terms evaluated so far.
///
/// Terms are numbered in the order of the query. Only what takes long is kept, searches of text and of
/// values, so nothing in it depends on what may still be learnt about the block.
#[derive(Debug, Default)]
pub struct Evaluation(BTreeMap<usize, TermState>);

#[derive(Debug)]
enum TermState {
    Known(RowSet),
    /// This many of the first entries were searched, and these of them match.
    Searching(usize, Vec<usize>),
    /// Whether each of the dictionary's first values passes, as far as they were tested.
    Asking(Vec<bool>),
}

/// Why the matching entries cannot be determined now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The allowance is used up.
    Spent,
    Unread,
}

impl From<Unread> for Stop {
    fn from(_: Unread) -> Self {
        Self::Unread
    }
}

/// Finds the entries of a block that meet `expr`, starting afresh or resuming; `None` if the
/// allowance runs out, and then the next call with the same evaluation resumes.
///
/// # Errors
/// [`Unread`] if it takes text that is gone.
///
/// # Cost
/// O(entries) for fields with few values; for each word one pass over the block's text, unless its
/// zone map or its filter says that there is nothing to find. The allowance is exceeded by at most
/// one entry's search for one term, and by work that is not searching.
pub fn evaluate(
    expr: &Expr,
    context: &mut impl BlockContext,
    evaluation: &mut Evaluation,
    allowance: &mut Allowance,
) -> Result<Option<RowSet>, Unread> {
    let mut evaluating = Evaluating { context, evaluation, allowance };
    match evaluating.rows(expr, 0) {
        Ok(rows) => Ok(Some(rows)),
        Err(Stop::Spent) => Ok(None),
        Err(Stop::Unread) => Err(Unread),
    }
}

struct Evaluating<'a, C> {
    context: &'a mut C,
    evaluation: &'a mut Evaluation,
    allowance: &'a mut Allowance,
}

impl<C: BlockContext> Evaluating<'_, C> {
    /// The entries that meet `expr`, whose first term has this number.
    fn rows(&mut self, expr: &Expr, first: usize) -> Result<RowSet, Stop> {
        if !may_match(expr, self.context) {
            return Ok(RowSet::Empty);
        }
        match expr {
            Expr::All => Ok(RowSet::Full),
            Expr::Not(inner) => {
                let n = self.context.block().n_entries();
                Ok(self.rows(inner, first)?.not(n))
            }
            Expr::Or(branches) => {
                let mut rows = RowSet::Empty;
                for (branch, first) in numbered(branches, first) {
                    if rows == RowSet::Full {
                        break;
                    }
                    rows = rows.or(self.rows(branch, first)?);
                }
                Ok(rows)
            }
            Expr::And(parts) => {
                let mut rows = RowSet::Full;
                // What needs no text may spare reading it.
                let (cheap, dear): (Vec<_>, Vec<_>) =
                    numbered(parts, first).partition(|(part, _)| !needs_text(part, self.context));
                for (part, first) in cheap.into_iter().chain(dear) {
                    if rows == RowSet::Empty {
                        break;
                    }
                    rows = rows.and(self.rows(part, first)?);
                }
                Ok(rows)
            }
            Expr::Term(term) => self.term_rows(term, first),
        }
    }

    fn term_rows(&mut self, term: &Term, number: usize) -> Result<RowSet, Stop> {
        match term {
            Term::Level(mask) => Ok(self.context.block().rows_of_levels(*mask)),
            Term::Source(pattern) => {
                let is_in = pattern.matches(self.context.source_name().as_bytes());
                Ok(if is_in { RowSet::Full } else { RowSet::Empty })
            }
            Term::Format(pattern) => {
                let is_in =
                    |tag: Tag| pattern.matches(self.context.format_id(tag.format).as_bytes());
                Ok(self.context.block().rows_of_tags(is_in))
            }
            Term::Kind(kind) => {
                let text = if kind.needs_text() { Some(self.context.text()?) } else { None };
                Ok(kind.rows(self.context.block(), text.as_deref().unwrap_or_default()))
            }
            Term::Time(span) => Ok(rows_within(self.context.block(), *span)),
            Term::Text(needle) => {
                let text = self.context.text()?;
                self.search(number, needle.cost_per_byte(), |context, rows, found| {
                    if context.block().has_codes {
                        return add_where(rows, found, |row| context.text_has(row, needle));
                    }
                    Search { needle, block: context.block(), text: &text }.add(rows, found);
                    Ok(())
                })
            }
            Term::Message(needle) => {
                let text = self.context.text()?;
                let cost = needle.cost_per_byte() + PARSE_COST;
                self.search(number, cost, |context, rows, found| {
                    let block = context.block();
                    let candidates = if block.has_codes {
                        rows.collect()
                    } else {
                        Search { needle, block, text: &text }.candidates(rows)
                    };
                    add_where(candidates, found, |row| context.message_has(row, needle))
                })
            }
            Term::Group(members) => self.group_rows(members.as_deref(), number),
            Term::Field { name, test } => self.field_rows((name, test), number),
        }
    }

    /// Searches more entries, a batch at a time, unless the matches are already known.
    fn search(
        &mut self,
        number: usize,
        cost: u64,
        mut add: impl FnMut(&mut C, Range<usize>, &mut Vec<usize>) -> Result<(), Unread>,
    ) -> Result<RowSet, Stop> {
        let (mut n_done, mut found) = match self.evaluation.0.get_mut(&number) {
            Some(TermState::Known(rows)) => return Ok(rows.clone()),
            Some(TermState::Searching(n_done, found)) => (*n_done, std::mem::take(found)),
            Some(TermState::Asking(_)) | None => (0, Vec::new()),
        };
        let n = self.context.block().n_entries();
        while n_done < n {
            if self.allowance.is_spent() {
                self.evaluation.0.insert(number, TermState::Searching(n_done, found));
                return Err(Stop::Spent);
            }
            let block = self.context.block();
            let n_bytes = usize::try_from(self.allowance.enough_for(cost)).unwrap_or(usize::MAX);
            let rows = n_done..block.row_within(n_done, n_bytes);
            self.allowance.spend(block.range_of(&rows).len() as u64, cost);
            add(self.context, rows.clone(), &mut found)?;
            n_done = rows.end;
        }
        let rows = RowSet::from_rows(n, &found);
        self.evaluation.0.insert(number, TermState::Known(rows.clone()));
        Ok(rows)
    }

    /// Finds the entries of a group in the whole block at once, unless they are known. Which they are
    /// is unknown, not none, as long as nobody looked up the group.
    fn group_rows(
        &mut self,
        members: Option<&GroupMembers>,
        number: usize,
    ) -> Result<RowSet, Stop> {
        if let Some(TermState::Known(rows)) = self.evaluation.0.get(&number) {
            return Ok(rows.clone());
        }
        if self.allowance.is_spent() {
            return Err(Stop::Spent);
        }
        let rows = self.context.rows_of_group(members.ok_or(Stop::Unread)?)?;
        self.allowance.spend(self.context.block().span.len(), 1);
        self.evaluation.0.insert(number, TermState::Known(rows.clone()));
        Ok(rows)
    }

    fn field_rows(&mut self, (name, wanted): (&str, &Test), number: usize) -> Result<RowSet, Stop> {
        if self.context.field(name).is_some_and(FieldColumn::is_dropped) {
            self.context.restore(name)?;
        }
        let Some(column) = self.context.field(name) else { return Ok(RowSet::Empty) };
        let is_resident = column.is_resident();
        let text = if is_resident { None } else { Some(self.context.text()?) };
        let text = text.as_deref().unwrap_or_default();
        let Some(column) = self.context.field(name) else { return Ok(RowSet::Empty) };
        match (wanted, column) {
            (Test::Matches(regex), FieldColumn::Spans(_)) => {
                self.search(number, regex.cost_per_byte(), |context, rows, found| {
                    let (block, column) = (context.block(), context.field(name));
                    let Some(column) = column else { return Ok(()) };
                    let is_match =
                        |value: Option<&[u8]>| value.is_some_and(|it| regex.is_match(it));
                    for row in rows {
                        let entry = text.get(block.range(row)).unwrap_or_default();
                        found.extend(column.with_value(row, entry, is_match).then_some(row));
                    }
                    Ok(())
                })
            }
            (Test::Matches(regex), FieldColumn::Dict(_)) => self.ask_values(name, regex, number),
            _ => Ok(self.context.block().rows_where(column, text, wanted)),
        }
    }

    /// Tests more values of a dictionary, a batch at a time.
    fn ask_values(&mut self, name: &str, regex: &Regex, number: usize) -> Result<RowSet, Stop> {
        let mut passes = match self.evaluation.0.get_mut(&number) {
            Some(TermState::Known(rows)) => return Ok(rows.clone()),
            Some(TermState::Asking(passes)) => std::mem::take(passes),
            Some(TermState::Searching(..)) | None => Vec::new(),
        };
        let Some(FieldColumn::Dict(dict)) = self.context.field(name) else {
            return Ok(RowSet::Empty);
        };
        let cost = regex.cost_per_byte();
        while passes.len() < dict.n_values() {
            if self.allowance.is_spent() {
                self.evaluation.0.insert(number, TermState::Asking(passes));
                return Err(Stop::Spent);
            }
            let value = dict.value(passes.len());
            self.allowance.spend(value.len() as u64, cost);
            passes.push(regex.is_match(value));
        }
        let rows = dict.rows_with(self.context.block().n_entries(), &passes);
        self.evaluation.0.insert(number, TermState::Known(rows.clone()));
        Ok(rows)
    }
}

/// Adds those of `rows` of which it is true.
fn add_where(
    rows: impl IntoIterator<Item = usize>,
    found: &mut Vec<usize>,
    mut is_it: impl FnMut(usize) -> Result<bool, Unread>,
) -> Result<(), Unread> {
    for row in rows {
        found.extend(is_it(row)?.then_some(row));
    }
    Ok(())
}

/// The parts of an expression, each with the number of its first term; `first` is that of the whole.
fn numbered(parts: &[Expr], first: usize) -> impl Iterator<Item = (&Expr, usize)> {
    parts.iter().scan(first, |next, part| {
        let first = *next;
        *next += part.n_terms();
        Some((part, first))
    })
}

/// Entries with a time in the span.
fn rows_within(block: &Block, span: TimeSpan) -> RowSet {
    let zone = &block.zone;
    if zone.n_undated == 0 && span.from <= zone.first && zone.last < span.end {
        return RowSet::Full;
    }
    let is_in = |nanos: i64| nanos != NO_TIME && span.from <= nanos && nanos < span.end;
    RowSet::from_fn(block.n_entries(), |row| is_in(block.times.get(row)))
}

fn needs_text(expr: &Expr, context: &impl BlockContext) -> bool {
    match expr {
        Expr::Not(inner) => needs_text(inner, context),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| needs_text(part, context)),
        Expr::Term(Term::Text(_) | Term::Message(_) | Term::Group(_)) => true,
        Expr::Term(Term::Kind(kind)) => kind.needs_text(),
        Expr::All
        | Expr::Term(Term::Level(_) | Term::Source(_) | Term::Format(_) | Term::Time(_)) => false,
        Expr::Term(Term::Field { name, .. }) => {
            context.field(name).is_some_and(|column| !column.is_resident())
        }
    }
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
            Self::Number(comparison, bound) => Some(comparison.holds(bound.compare_int(value))),
        }
    }
}
