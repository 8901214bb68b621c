//! A query's text with its tree, rewritten around the terms that change.

use super::{Node, NodeKind, QueryError, Syntax};
use crate::query::span::Span;

/// The parsed text of a query before it is changed.
pub(super) struct Draft<'t> {
    text: &'t str,
    root: Node,
    /// The pipe and everything after it, as written.
    pipes: &'t str,
}

/// Where a new term goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// After all others.
    Back,
    /// In place of the first term that is removed; before all others if none is.
    InPlace,
}

impl<'t> Draft<'t> {
    pub(super) fn new(text: &'t str) -> Result<Self, QueryError> {
        let Syntax { root, pipe_at } = Syntax::parse(text)?;
        let pipes = pipe_at.and_then(|at| text.get(at..)).unwrap_or_default().trim();
        Ok(Self { text, root, pipes })
    }

    /// Terms that every entry must meet.
    pub(super) fn terms(&self) -> &[Node] {
        match &self.root.kind {
            NodeKind::All => &[],
            NodeKind::And(parts) => parts,
            NodeKind::Or(_)
            | NodeKind::Not(_)
            | NodeKind::Text(_)
            | NodeKind::Like(_)
            | NodeKind::Regex(_)
            | NodeKind::Clause(_) => std::slice::from_ref(&self.root),
        }
    }

    /// The text without the removed terms, and with one added.
    pub(super) fn write(
        &self,
        is_gone: impl Fn(&Node) -> bool,
        added: Option<(Side, Node)>,
    ) -> Result<String, QueryError> {
        let mut terms: Vec<(Node, Option<usize>)> = Vec::new();
        let mut place = None;
        for (idx, term) in self.terms().iter().enumerate() {
            if is_gone(term) {
                place.get_or_insert(terms.len());
            } else {
                terms.push((term.clone(), Some(idx)));
            }
        }
        if place.is_none() && added.is_none() {
            return Ok(self.text.to_owned());
        }
        if let Some((side, term)) = added {
            let at = match side {
                Side::Back => terms.len(),
                Side::InPlace => place.unwrap_or(0),
            };
            terms.insert(at, (term, None));
        }
        self.checked(&self.spelled(&terms), terms.into_iter().map(|(term, _)| term).collect())
    }

    /// The terms, each as it was written if it was part of the text.
    fn spelled(&self, terms: &[(Node, Option<usize>)]) -> String {
        let mut spelled = String::new();
        let mut before = None;
        for (nth, (term, idx)) in terms.iter().enumerate() {
            if nth > 0 {
                let gap = idx.filter(|idx| before == idx.checked_sub(1) && before.is_some());
                spelled.push_str(gap.map_or(" ", |idx| self.gap_before(idx)));
            }
            before = *idx;
            let text = term.span.of(self.text);
            if idx.is_none() {
                spelled.push_str(&term.to_string());
            } else if terms.len() > 1 && is_open(term) {
                spelled.extend(["(", text, ")"]);
            } else {
                spelled.push_str(text);
            }
        }
        spelled
    }

    /// What stands between a term and the one before it.
    fn gap_before(&self, idx: usize) -> &str {
        let end_before = idx.checked_sub(1).and_then(|before| self.terms().get(before));
        let (Some(before), Some(term)) = (end_before, self.terms().get(idx)) else { return " " };
        Span { start: before.span.end, end: term.span.start }.of(self.text)
    }

    /// The new text if it means what it should, else the terms as they print.
    ///
    /// What a slash at the front of a value means may depend on anything that follows.
    fn checked(&self, spelled: &str, mut terms: Vec<Node>) -> Result<String, QueryError> {
        let meant = match terms.len() {
            0 => Node::new(NodeKind::All),
            1 => terms.remove(0),
            _ => Node::new(NodeKind::And(terms)),
        };
        let mut last = self.with_pipes(spelled);
        let is_meant = |text: &str| Syntax::parse(text).is_ok_and(|read| read.root == meant);
        if !is_meant(&last) {
            last = self.with_pipes(&meant.to_string());
            Syntax::parse(&last)?;
        }
        Ok(last)
    }

    fn with_pipes(&self, condition: &str) -> String {
        let parts = [condition, self.pipes].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// Whether it is a list of branches without brackets around them.
fn is_open(node: &Node) -> bool {
    let NodeKind::Or(branches) = &node.kind else { return false };
    branches.first().is_some_and(|first| first.span.start == node.span.start)
}
