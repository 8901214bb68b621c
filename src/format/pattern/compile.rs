//! Patterns to steps.
//!
//! Compiling takes any text: what is no pattern is found before, by `check.rs`, where it comes
//! from outside; our own constants are all compiled by a test.

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
    /// A blank more behind one: together two or more.
    MoreBlanks,
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
    /// Take method, path and protocol of a request.
    pub(super) request: Option<[FieldId; 3]>,
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
    /// A qualified name with a point inside, which no word of prose has.
    Qualified,
    Path,
    /// A word that is none of prose: with a digit, a sign of names or a capital inside.
    Coded,
    /// Digits of base 16, eight at least, and dashes.
    Hex,
    /// An address of the Internet.
    Ip,
    /// An address, a port after it apart.
    Address,
    /// The status of an answer, which is the level too.
    Status,
    /// Text in quotes, with escaped ones inside.
    Quoted,
    /// The first line of a request in quotes; its parts, or all of it where it has not three.
    Request,
    /// All of the entry that is left.
    Rest,
    /// As text, but it ends where what follows it last occurs in the line.
    Last,
    /// The code of a message: capitals, with three digits or more.
    Code,
    /// A number with a fraction.
    Decimal,
    /// One of a few words, or one of them and a number.
    OneOf,
}

impl Class {
    /// The class that a placeholder's word names.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "" => Some(Self::Word),
            "text" => Some(Self::Text),
            "digits" => Some(Self::Digits),
            "dotted" => Some(Self::Dotted),
            "qualified" => Some(Self::Qualified),
            "path" => Some(Self::Path),
            "coded" => Some(Self::Coded),
            "hex" => Some(Self::Hex),
            "ip" => Some(Self::Ip),
            "addr" => Some(Self::Address),
            "http" => Some(Self::Status),
            "quoted" => Some(Self::Quoted),
            "request" => Some(Self::Request),
            "rest" => Some(Self::Rest),
            "last" => Some(Self::Last),
            "code" => Some(Self::Code),
            "decimal" => Some(Self::Decimal),
            _ if word.starts_with('=') => Some(Self::OneOf),
            _ => None,
        }
    }
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
        if let Some(after) = rest.strip_prefix("{?}") {
            *rest = after;
            steps.push(Step::Literal(b"?".as_slice().into()));
        } else if let Some(after) = rest.strip_prefix("{?") {
            *rest = after;
            steps.push(Step::Optional(sequence(rest, shapes, names).into_boxed_slice()));
        } else if let Some((inside, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}'))
        {
            *rest = after;
            steps.push(placeholder(inside, shapes, names));
        } else if let Some(step) = blank(rest) {
            *rest = rest.get(1..).unwrap_or_default();
            let is_more = matches!((steps.last(), &step), (Some(Step::Blanks), Step::Blanks));
            steps.push(if is_more { Step::MoreBlanks } else { step });
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
        ("{" | "~", "") => Step::Literal(name.as_bytes().into()),
        _ => {
            let choices = class.strip_prefix('=');
            let class = Class::from_word(class).unwrap_or(Class::Word);
            let id = (name != "_").then(|| names.intern(name.as_bytes()));
            let is_address = class == Class::Address;
            let port = is_address.then(|| names.intern(format!("{name}_port").as_bytes()));
            let is_request = class == Class::Request;
            let request = is_request
                .then(|| ["method", "path", "protocol"].map(|name| names.intern(name.as_bytes())));
            let values = match choices {
                Some(choices) => choices.split('|').map(|word| word.as_bytes().into()).collect(),
                None => Box::default(),
            };
            Step::Field(Field { id, class, values, port, request, ends: Box::default() })
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
        Step::Field(Field { class: Class::Quoted | Class::Request, .. }) => vec![b"\""[..].into()],
        Step::MoreBlanks | Step::MessageStart | Step::MessageEnd | Step::MessageMore => {
            after.to_vec()
        }
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
pub(in crate::format) fn specificity(pattern: &str) -> u32 {
    let steps = compile(pattern, &TimeShape::HEAD, &mut FieldNames::new());
    let weight = |step: &Step| match step {
        Step::Literal(literal) => 2 * u32::try_from(literal.len()).unwrap_or_default(),
        Step::LevelWord(Some(_)) | Step::LevelOnly(_) => 10,
        Step::LevelWord(None) | Step::LevelLetter | Step::LevelNamed(_) => 6,
        Step::Time(shapes, separator) => {
            2 * u32::from(shapes.len() == 1) + 4 * u32::from(separator.is_some())
        }
        Step::Field(field) => match field.class {
            Class::OneOf => 6,
            Class::Digits
            | Class::Path
            | Class::Hex
            | Class::Ip
            | Class::Status
            | Class::Quoted
            | Class::Request
            | Class::Code
            | Class::Decimal => 4,
            Class::Qualified => 3,
            Class::Dotted | Class::Coded => 1,
            Class::Word | Class::Text | Class::Address | Class::Rest | Class::Last => 0,
        },
        Step::LineEnd | Step::MoreBlanks => 4,
        Step::Blanks
        | Step::MaybeBlanks
        | Step::Optional(_)
        | Step::Message
        | Step::MessageStart
        | Step::MessageEnd
        | Step::MessageMore => 0,
    };
    steps.iter().map(weight).sum()
}
