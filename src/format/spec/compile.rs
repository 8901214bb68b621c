//! Patterns to steps.
//!
//! Patterns are our own constants: one that does not compile is a bug, found by the test that
//! compiles them all.

use crate::format::FieldNames;
use crate::level::Level;
use crate::time::TimeShape;
use crate::units::FieldId;

/// One step of a compiled pattern.
#[derive(Debug)]
pub(super) enum Step {
    /// A time of one of the shapes, the parts of its date separated by the byte if there is one.
    Time(Box<[TimeShape]>, Option<u8>),
    /// One blank or more.
    Blanks,
    /// Any number of blanks.
    MaybeBlanks,
    LineEnd,
    Literal(Box<[u8]>),
    /// A level's word, of this length if there is one.
    LevelWord(Option<usize>),
    LevelLetter,
    /// A level's word, or one of these, which mean a level in this format only.
    LevelNamed(Box<[(Box<[u8]>, Level)]>),
    /// One of these words, and no other.
    LevelOnly(Box<[(Box<[u8]>, Level)]>),
    Field(Field),
    Optional(Box<[Step]>),
    Message,
    /// The message begins here, while what follows still has fields.
    MessageStart,
    /// Such a message ends here; without it, it goes on to the end.
    MessageEnd,
    /// Such a message goes on with the lines that follow.
    MessageMore,
}

impl Step {
    /// Whether it says how bad the entry is.
    pub(super) fn is_level(&self) -> bool {
        if let Self::Field(field) = self {
            return field.class == Class::Status;
        }
        matches!(
            self,
            Self::LevelWord(_) | Self::LevelLetter | Self::LevelNamed(_) | Self::LevelOnly(_)
        )
    }
}

/// A field and where it ends.
#[derive(Debug)]
pub(super) struct Field {
    /// `None` is thrown away.
    pub(super) id: Option<FieldId>,
    pub(super) class: Class,
    /// The only values it may have, for [`Class::OneOf`].
    pub(super) values: Box<[Box<[u8]>]>,
    /// Takes the port of an address.
    pub(super) port: Option<FieldId>,
    /// What may follow it; a space stands for any blank, and at the end of one also for the end
    /// of the line. Empty: the end of the word or, for text, of the line.
    pub(super) ends: Box<[Box<[u8]>]>,
}

/// Which bytes a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Word,
    Text,
    Digits,
    Dotted,
    Path,
    /// An address, a port after it apart.
    Address,
    /// The status of an answer, which is the level too.
    Status,
    /// Text in quotes, with escaped ones inside.
    Quoted,
    /// All of the entry that is left.
    Rest,
    /// As text, but it ends where what follows it last occurs in the line.
    Last,
    /// The code of a message: capitals, with three digits or more.
    Code,
    /// A number with a fraction.
    Decimal,
    /// One of a few words.
    OneOf,
}

/// Compiles `pattern`; `shapes` are those of a plain `{time}`.
pub(super) fn compile(pattern: &str, shapes: &[TimeShape], names: &mut FieldNames) -> Box<[Step]> {
    let mut rest = pattern;
    let mut steps = sequence(&mut rest, shapes, names);
    set_ends(&mut steps, &[]);
    steps.into_boxed_slice()
}

fn sequence(rest: &mut &str, shapes: &[TimeShape], names: &mut FieldNames) -> Vec<Step> {
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("?}") {
            *rest = after;
            break;
        }
        if let Some(after) = rest.strip_prefix("{{") {
            *rest = after;
            steps.push(Step::Literal(b"{"[..].into()));
        } else if let Some(after) = rest.strip_prefix("{?") {
            *rest = after;
            steps.push(Step::Optional(sequence(rest, shapes, names).into_boxed_slice()));
        } else if let Some((inside, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}'))
        {
            *rest = after;
            steps.push(placeholder(inside, shapes, names));
        } else if let Some(step) = blank(rest) {
            *rest = rest.get(1..).unwrap_or_default();
            steps.push(step);
        } else {
            let end = rest.find([' ', '~', '\n', '{', '?']).unwrap_or(rest.len());
            // A question mark that closes nothing is a literal.
            let end = if end == 0 { 1 } else { end };
            let (literal, after) = rest.split_at(end);
            *rest = after;
            steps.push(Step::Literal(literal.as_bytes().into()));
        }
    }
    steps
}

fn blank(rest: &str) -> Option<Step> {
    match rest.as_bytes().first()? {
        b' ' => Some(Step::Blanks),
        b'~' => Some(Step::MaybeBlanks),
        b'\n' => Some(Step::LineEnd),
        _ => None,
    }
}

fn placeholder(inside: &str, shapes: &[TimeShape], names: &mut FieldNames) -> Step {
    let (name, class) = inside.split_once(':').unwrap_or((inside, ""));
    match (name, class) {
        ("time", "") => Step::Time(shapes.into(), None),
        ("time", "iso-") => Step::Time([TimeShape::Iso].into(), Some(b'-')),
        ("time", "iso/") => Step::Time([TimeShape::Iso].into(), Some(b'/')),
        ("time", "secs") => Step::Time([TimeShape::Epoch].into(), Some(b'.')),
        ("time", words) => {
            Step::Time(words.split(',').filter_map(TimeShape::from_word).collect(), None)
        }
        ("level", "letter") => Step::LevelLetter,
        ("level", "u3") => Step::LevelWord(Some(3)),
        ("level", "") => Step::LevelWord(None),
        ("level", levels) if levels.starts_with("only,") => {
            Step::LevelOnly(levels.split(',').filter_map(named_level).collect())
        }
        ("level", levels) => Step::LevelNamed(levels.split(',').filter_map(named_level).collect()),
        ("message", "here") => Step::MessageStart,
        ("message", "end") => Step::MessageEnd,
        ("message", "more") => Step::MessageMore,
        ("message", _) => Step::Message,
        _ => {
            let choices = class.strip_prefix('=');
            let class = match class {
                "text" => Class::Text,
                "digits" => Class::Digits,
                "dotted" => Class::Dotted,
                "path" => Class::Path,
                "addr" => Class::Address,
                "http" => Class::Status,
                "quoted" => Class::Quoted,
                "rest" => Class::Rest,
                "last" => Class::Last,
                "code" => Class::Code,
                "decimal" => Class::Decimal,
                _ if class.starts_with('=') => Class::OneOf,
                _ => Class::Word,
            };
            let id = (name != "_").then(|| names.intern(name.as_bytes()));
            let is_address = class == Class::Address;
            let port = is_address.then(|| names.intern(format!("{name}_port").as_bytes()));
            let values = match choices {
                Some(choices) => choices.split('|').map(|word| word.as_bytes().into()).collect(),
                None => Box::default(),
            };
            Step::Field(Field { id, class, values, port, ends: Box::default() })
        }
    }
}

/// `word=level`.
fn named_level(pair: &str) -> Option<(Box<[u8]>, Level)> {
    let (word, level) = pair.rsplit_once('=')?;
    Some((word.as_bytes().into(), Level::from_word(level.as_bytes())?))
}

/// Gives every field its ends, from the last step to the first; `after` are the ends that follow the sequence.
fn set_ends(steps: &mut [Step], after: &[Box<[u8]>]) {
    let mut ends: Vec<Box<[u8]>> = after.to_vec();
    for step in steps.iter_mut().rev() {
        if let Step::Field(field) = step {
            field.ends = ends.iter().filter(|end| !end.is_empty()).cloned().collect();
        }
        if let Step::Optional(inner) = step {
            set_ends(inner, &ends);
        }
        ends = ends_before(step, &ends);
    }
}

/// What can stand where `step` begins, given what can stand after it.
fn ends_before(step: &Step, after: &[Box<[u8]>]) -> Vec<Box<[u8]>> {
    let prefixed = |prefix: &[u8]| -> Vec<Box<[u8]>> {
        if after.is_empty() {
            return vec![prefix.into()];
        }
        after.iter().map(|end| [prefix, end].concat().into_boxed_slice()).collect()
    };
    match step {
        Step::Blanks => prefixed(b" "),
        Step::LineEnd => vec![Box::default()],
        Step::Literal(literal) => prefixed(literal),
        Step::Field(Field { class: Class::Quoted, .. }) => vec![b"\""[..].into()],
        Step::MessageStart | Step::MessageEnd | Step::MessageMore => after.to_vec(),
        Step::MaybeBlanks => [prefixed(b" "), after.to_vec()].concat(),
        Step::Optional(inner) => {
            let mut ends = after.to_vec();
            let mut inner_ends = after.to_vec();
            for step in inner.iter().rev() {
                inner_ends = ends_before(step, &inner_ends);
            }
            ends.extend(inner_ends);
            ends
        }
        Step::Time(..)
        | Step::LevelWord(_)
        | Step::LevelLetter
        | Step::LevelNamed(_)
        | Step::LevelOnly(_)
        | Step::Field(_)
        | Step::Message => {
            vec![Box::default()]
        }
    }
}

/// How much of an entry's text a pattern fixes: literals, narrow fields, levels; what may be left out does not count.
///
/// A byte of a literal weighs two; a qualified name weighs less, since most words look like one.
pub(super) fn specificity(pattern: &str) -> u32 {
    let steps = compile(pattern, &TimeShape::HEAD, &mut FieldNames::new());
    let weight = |step: &Step| match step {
        Step::Literal(literal) => 2 * u32::try_from(literal.len()).unwrap_or_default(),
        Step::LevelWord(Some(_)) | Step::LevelOnly(_) => 10,
        Step::LevelWord(None) | Step::LevelLetter | Step::LevelNamed(_) => 6,
        Step::Time(shapes, separator) => {
            2 * u32::from(shapes.len() == 1) + 4 * u32::from(separator.is_some())
        }
        Step::Field(field) if matches!(field.class, Class::Digits | Class::Path) => 4,
        Step::Field(field) if matches!(field.class, Class::Status | Class::Quoted) => 4,
        Step::Field(field) if matches!(field.class, Class::Code | Class::Decimal) => 4,
        Step::Field(field) if field.class == Class::OneOf => 6,
        Step::Field(field) if field.class == Class::Dotted => 1,
        Step::LineEnd => 4,
        Step::Field(_)
        | Step::Blanks
        | Step::MaybeBlanks
        | Step::Optional(_)
        | Step::Message
        | Step::MessageStart
        | Step::MessageEnd
        | Step::MessageMore => 0,
    };
    steps.iter().map(weight).sum()
}
