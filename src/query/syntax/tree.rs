//! The tree that a query's text becomes, and what it is made of.

use std::borrow::Cow;

use crate::query::span::Span;

/// The text of a query, understood.
#[derive(Clone, Debug)]
pub struct Syntax {
    /// The condition.
    pub root: Node,
    /// Byte of the first `|` outside quotes and regular expressions; what follows is not looked at.
    pub pipe_at: Option<usize>,
}

/// A condition, with its place; equal to another that says the same, wherever that stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands, brackets around it included.
    pub span: Span,
    /// What it says.
    pub kind: NodeKind,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Node {
    /// A clause that stands nowhere yet.
    pub(in crate::query) fn clause(subject: Subject, operator: Operator, value: &str) -> Self {
        let (subject_span, value_span) = (Span::default(), Span::default());
        let value = Value::Plain(value.to_owned());
        Self::new(NodeKind::Clause(Clause { subject, subject_span, operator, value, value_span }))
    }

    /// A condition that stands nowhere yet.
    pub(in crate::query) fn new(kind: NodeKind) -> Self {
        Self { span: Span::default(), kind }
    }

    /// Its opposite.
    pub(in crate::query) fn negated(self) -> Self {
        Self { span: self.span, kind: NodeKind::Not(Box::new(self)) }
    }
}

/// What a condition says.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Nothing: every entry meets it.
    All,
    /// All of two or more.
    And(Vec<Node>),
    /// Any of two or more, none of them `All`.
    Or(Vec<Node>),
    /// The opposite.
    Not(Box<Node>),
    /// The text holds a word or a phrase.
    Text(String),
    /// The text holds two or more texts with anything but blanks between them: `retr*`.
    Like(Vec<String>),
    /// The text matches a regular expression.
    Regex(String),
    /// A condition on something that entries have.
    Clause(Clause),
}

/// `subject`, operator, value: equal to another that says the same, wherever that stands.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What is asked about.
    pub subject: Subject,
    /// Where its name stands.
    pub subject_span: Span,
    /// How it is compared.
    pub operator: Operator,
    /// What with.
    pub value: Value,
    /// Where the value stands.
    pub value_span: Span,
}

impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        let parts = |clause: &Self| (clause.operator, clause.subject.clone());
        parts(self) == parts(other) && self.value == other.value
    }
}

/// What a clause asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `level`
    Level,
    /// `source`
    Source,
    /// `format`
    Format,
    /// `is`
    Kind,
    /// `message`
    Message,
    /// `time`
    Time,
    /// `group`
    Group,
    /// A field, whatever its name.
    Field(String),
}

impl Subject {
    /// All but fields, by the name that a query has for them.
    pub(in crate::query) const NAMED: [(&'static str, Self); 7] = [
        ("level", Self::Level),
        ("source", Self::Source),
        ("format", Self::Format),
        ("is", Self::Kind),
        ("message", Self::Message),
        ("time", Self::Time),
        ("group", Self::Group),
    ];

    /// What a name without quotes means.
    pub(in crate::query) fn named(name: &str) -> Self {
        let found = Self::NAMED.into_iter().find(|(own, _)| *own == name);
        found.map_or_else(|| Self::Field(name.to_owned()), |(_, subject)| subject)
    }
}

/// How a clause compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `:` or `=`
    Is,
    /// `!=`
    IsNot,
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
}

/// What a clause compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, in quotes or not.
    Plain(String),
    /// Two or more texts with anything between them: `a*b`, `"my api"*`.
    Wildcard(Vec<String>),
    /// A regular expression.
    Regex(String),
}

impl Value {
    /// The text as it is read where `*` means nothing; `None` for a regular expression.
    pub(in crate::query) fn as_word(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Plain(text) => Some(Cow::Borrowed(text)),
            Self::Wildcard(parts) => Some(Cow::Owned(parts.join("*"))),
            Self::Regex(_) => None,
        }
    }
}
