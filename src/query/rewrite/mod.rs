//! What a click writes into a query: terms are added, excluded, removed or replaced.
//!
//! An edit changes only the terms it is about, among those that every entry must meet. All others
//! keep their spelling, and so does everything after a pipe.

mod draft;

use super::error::QueryError;
use super::group::is_of_group;
use super::kinds::Kind;
use super::levels::{ALL_LEVELS, at_least, mask_of_node, term_of};
use super::syntax::{Node, NodeKind, Operator, Subject, Syntax, Value};
use crate::level::Level;
use draft::{Draft, Side};

/// A change of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Only entries that meet the condition.
    Include(Condition),
    /// Only entries that do not.
    Exclude(Condition),
    /// Removes the condition and its opposite.
    Remove(Condition),
    /// Includes the condition; if the query says so already, removes it.
    Toggle(Condition),
    /// Includes the condition in place of everything the query says about the same subject.
    Only(Condition),
    /// Entries of these levels, as bits; all if none is left.
    SetLevels(u8),
    /// This level and worse, or only entries without a level; all if the query says so already.
    AtLeast(Level),
    /// Only this level; all if the query says so already.
    OnlyLevel(Level),
    /// Only this level; if some are chosen already, adds this one to them or removes it.
    ToggleLevel(Level),
    /// No entries of this level.
    ExcludeLevel(Level),
}

/// The condition behind a click; values are literal, `*` and quotes included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A field has the value.
    Field {
        /// The field.
        name: String,
        /// The value.
        value: String,
    },
    /// Of the source with this name.
    Source(String),
    /// Read by the format with this id.
    Format(String),
    /// Of the kind.
    Kind(Kind),
    /// Of the group with this id.
    Group(String),
    /// The text holds this.
    Text(String),
    /// The message holds this.
    Message(String),
}

/// What a query says about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Absent,
    /// Entries must meet it.
    Included,
    /// Entries must not meet it.
    Excluded,
}

/// Applies an edit to the text of a query; a text that already says so is returned unchanged.
///
/// # Errors
/// [`QueryError`] if the text is not a query, or the new one would be nested too deeply.
///
/// # Example
/// ```
/// use logscry::query::{Condition, Edit, rewrite};
///
/// let condition = Condition::Field { name: "HTTP Status".into(), value: "500".into() };
/// let text = rewrite("timeout or lost", &Edit::Include(condition))?;
/// assert_eq!(text, "(timeout or lost) \"HTTP Status\":500");
/// # Ok::<(), logscry::query::QueryError>(())
/// ```
pub fn rewrite(text: &str, edit: &Edit) -> Result<String, QueryError> {
    let draft = Draft::new(text)?;
    match edit {
        Edit::Include(condition) => include(&draft, condition),
        Edit::Exclude(condition) => match draft.standing(condition) {
            Standing::Excluded => Ok(text.to_owned()),
            Standing::Included | Standing::Absent => {
                let is_gone = |node: &Node| condition.stands_in(node) == Standing::Included;
                draft.write(is_gone, Some((Side::Back, condition.term().negated())))
            }
        },
        Edit::Remove(condition) => remove(&draft, condition),
        Edit::Toggle(condition) => match draft.standing(condition) {
            Standing::Included => remove(&draft, condition),
            Standing::Excluded | Standing::Absent => include(&draft, condition),
        },
        Edit::Only(condition) => {
            let term = condition.term();
            let is_gone = |node: &Node| is_about_the_same(node, &term);
            draft.write(is_gone, Some((Side::InPlace, term.clone())))
        }
        Edit::SetLevels(mask) => set_levels(&draft, *mask),
        Edit::AtLeast(level) => set_or_lift(&draft, at_least(*level)),
        Edit::OnlyLevel(level) => set_or_lift(&draft, level.bit()),
        Edit::ToggleLevel(level) => match draft.level_mask() {
            ALL_LEVELS => set_levels(&draft, level.bit()),
            mask => set_levels(&draft, mask ^ level.bit()),
        },
        Edit::ExcludeLevel(level) => set_levels(&draft, draft.level_mask() & !level.bit()),
    }
}

/// Whether the terms that every entry must meet include `condition` or its opposite.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn standing(text: &str, condition: &Condition) -> Result<Standing, QueryError> {
    Ok(Draft::new(text)?.standing(condition))
}

/// Levels that the query's own level terms let through, as bits.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn levels_of(text: &str) -> Result<u8, QueryError> {
    Ok(Draft::new(text)?.level_mask())
}

/// A term that every entry must meet, and the query without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseTerm {
    /// As it is written.
    pub text: String,
    /// First UTF-16 unit of it.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The query without it.
    pub without: String,
}

/// Each of the terms that every entry must meet.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn loose_terms(text: &str) -> Result<Vec<LooseTerm>, QueryError> {
    let draft = Draft::new(text)?;
    let loose = |node: &Node| {
        let (start, end) = node.span.in_utf16(text);
        let without = draft.write(|other| other.span == node.span, None)?;
        Ok(LooseTerm { text: node.span.of(text).to_owned(), start, end, without })
    };
    draft.terms().iter().map(loose).collect()
}

/// The query without what it says of groups to all entries.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn without_groups(text: &str) -> Result<String, QueryError> {
    fn is_of_groups(node: &Node) -> bool {
        match &node.kind {
            NodeKind::Not(inner) => is_of_groups(inner),
            NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().all(is_of_groups),
            NodeKind::Clause(clause) => is_of_group(clause),
            NodeKind::All | NodeKind::Text(_) | NodeKind::Like(_) | NodeKind::Regex(_) => false,
        }
    }
    Draft::new(text)?.write(is_of_groups, None)
}

fn include(draft: &Draft<'_>, condition: &Condition) -> Result<String, QueryError> {
    let is_gone = |node: &Node| condition.stands_in(node) == Standing::Excluded;
    match draft.standing(condition) {
        Standing::Included => draft.write(is_gone, None),
        Standing::Excluded | Standing::Absent => {
            draft.write(is_gone, Some((Side::Back, condition.term())))
        }
    }
}

fn remove(draft: &Draft<'_>, condition: &Condition) -> Result<String, QueryError> {
    draft.write(|node| condition.stands_in(node) != Standing::Absent, None)
}

fn set_levels(draft: &Draft<'_>, mask: u8) -> Result<String, QueryError> {
    let added = term_of(mask).map(|term| (Side::InPlace, term));
    draft.write(|node| mask_of_node(node).is_some(), added)
}

/// Sets the levels, or lifts the limit if these are the levels that the query chooses.
fn set_or_lift(draft: &Draft<'_>, mask: u8) -> Result<String, QueryError> {
    set_levels(draft, if draft.level_mask() == mask { ALL_LEVELS } else { mask })
}

impl Draft<'_> {
    fn standing(&self, condition: &Condition) -> Standing {
        let mut found = self.terms().iter().map(|node| condition.stands_in(node));
        found.find(|standing| *standing != Standing::Absent).unwrap_or(Standing::Absent)
    }

    fn level_mask(&self) -> u8 {
        let masks = self.terms().iter().filter_map(mask_of_node);
        masks.fold(ALL_LEVELS, |all, mask| all & mask)
    }
}

impl Condition {
    /// Longest value worth offering; longer ones are for reading, not comparing.
    pub const MAX_CHARS: usize = 400;

    /// Whether its value is worth offering: not empty, on one line and not too long.
    pub fn is_worth_offering(&self) -> bool {
        let value = match self {
            Self::Field { value, .. } => value,
            Self::Source(text)
            | Self::Format(text)
            | Self::Group(text)
            | Self::Text(text)
            | Self::Message(text) => text,
            Self::Kind(kind) => kind.word(),
        };
        !value.is_empty()
            && !value.contains(['\r', '\n'])
            && value.chars().count() <= Self::MAX_CHARS
    }

    fn term(&self) -> Node {
        let (subject, value) = match self {
            Self::Text(text) => return Node::new(NodeKind::Text(text.clone())),
            Self::Field { name, value } => (Subject::Field(name.clone()), value.as_str()),
            Self::Source(name) => (Subject::Source, name.as_str()),
            Self::Format(id) => (Subject::Format, id.as_str()),
            Self::Kind(kind) => (Subject::Kind, kind.word()),
            Self::Group(id) => (Subject::Group, id.as_str()),
            Self::Message(text) => (Subject::Message, text.as_str()),
        };
        Node::clause(subject, Operator::Is, value)
    }

    /// What a term says about the condition.
    fn stands_in(&self, node: &Node) -> Standing {
        let term = self.term();
        let is_not = |node: &Node| {
            let NodeKind::Clause(clause) = &node.kind else { return false };
            clause.operator == Operator::IsNot && is_same_value(node, &term)
        };
        let is = |node: &Node| is_same_value(node, &term) && !is_not(node);
        let denied = if let NodeKind::Not(inner) = &node.kind { Some(inner) } else { None };
        if is_not(node) || denied.is_some_and(|inner| is(inner)) {
            return Standing::Excluded;
        }
        if is(node) { Standing::Included } else { Standing::Absent }
    }
}

/// Whether two terms name the same value of the same subject, ignoring case.
fn is_same_value(node: &Node, term: &Node) -> bool {
    match (&node.kind, &term.kind) {
        (NodeKind::Text(one), NodeKind::Text(other)) => one.eq_ignore_ascii_case(other),
        (NodeKind::Clause(one), NodeKind::Clause(other)) => {
            let is_named = matches!(one.operator, Operator::Is | Operator::IsNot);
            let (Value::Plain(a), Value::Plain(b)) = (&one.value, &other.value) else {
                return false;
            };
            is_named && one.subject == other.subject && a.eq_ignore_ascii_case(b)
        }
        _ => false,
    }
}

fn is_about_the_same(node: &Node, term: &Node) -> bool {
    match (&node.kind, &term.kind) {
        (NodeKind::Not(inner), _) => is_about_the_same(inner, term),
        (NodeKind::Clause(one), NodeKind::Clause(other)) => one.subject == other.subject,
        _ => is_same_value(node, term),
    }
}

#[cfg(test)]
mod tests;
