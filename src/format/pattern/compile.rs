//! Compiles patterns to steps.
//!
//! Compiling accepts any text: patterns from outside are checked first (`check.rs`), and a test
//! compiles all our own constants.

use super::classes::{CLASSES, FieldClass, Meaning, Reach};
use super::facts::PatternFacts;
use super::steps::{Field, LevelForm, Step};
use crate::format::FieldNames;
use crate::level::Level;
use crate::time::TimeShape;

/// A compiled pattern.
#[derive(Debug)]
pub(in crate::format) struct Pattern {
    pub(super) steps: Box<[Step]>,
    pub(in crate::format) facts: PatternFacts,
}

impl Pattern {
    /// Compiles `text`; `shapes` are those of a plain `{time}`.
    pub(in crate::format) fn compile(
        text: &str,
        shapes: &[TimeShape],
        names: &mut FieldNames,
    ) -> Self {
        let Outline { mut steps, is_usual } = Outline::new(text, shapes, names);
        let facts = PatternFacts { is_usual, ..PatternFacts::new(&steps, &TimeShape::HEAD) };
        set_ends(&mut steps, &[]);
        Self { steps: steps.into_boxed_slice(), facts }
    }

    /// The facts of `text` alone.
    pub(in crate::format) fn facts_of(text: &str) -> PatternFacts {
        Outline::new(text, &TimeShape::HEAD, &mut FieldNames::new()).facts(&TimeShape::HEAD)
    }
}

/// As much of a compiled pattern as its facts need. This is cheap, because the facts of all patterns
/// are needed before the first byte is read.
pub(super) struct Outline {
    /// Their fields have no ends.
    steps: Vec<Step>,
    is_usual: bool,
}

impl Outline {
    pub(super) fn new(text: &str, shapes: &[TimeShape], names: &mut FieldNames) -> Self {
        let mut compiler = Compiler { rest: text, shapes, names, is_usual: true };
        let steps = compiler.sequence();
        Self { steps, is_usual: compiler.is_usual }
    }

    /// The facts if a plain `{time}` has these shapes.
    pub(super) fn facts(&self, shapes: &[TimeShape]) -> PatternFacts {
        PatternFacts { is_usual: self.is_usual, ..PatternFacts::new(&self.steps, shapes) }
    }
}

/// Names that programs of all kinds use and inference finds too; other names identify a program.
const USUAL: [&str; 8] =
    ["time", "level", "message", "context", "module", "logger", "pid", "thread"];

struct Compiler<'a> {
    rest: &'a str,
    shapes: &'a [TimeShape],
    names: &'a mut FieldNames,
    is_usual: bool,
}

impl Compiler<'_> {
    fn sequence(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        while !self.rest.is_empty() {
            if let Some(after) = self.rest.strip_prefix("?}") {
                self.rest = after;
                break;
            }
            if let Some(after) = self.rest.strip_prefix("{?}") {
                self.rest = after;
                steps.push(Step::Literal(b"?".as_slice().into()));
            } else if let Some(after) = self.rest.strip_prefix("{?") {
                self.rest = after;
                steps.push(Step::Optional(self.sequence().into_boxed_slice()));
            } else if let Some((inside, after)) =
                self.rest.strip_prefix('{').and_then(|r| r.split_once('}'))
            {
                self.rest = after;
                steps.push(self.placeholder(inside));
            } else if let Some(step) = blank(self.rest) {
                self.rest = self.rest.get(1..).unwrap_or_default();
                let is_more = matches!((steps.last(), &step), (Some(Step::Blanks), Step::Blanks));
                steps.push(if is_more { Step::MoreBlanks } else { step });
            } else {
                let end = self.rest.find([' ', '~', '\n', '{', '?']).unwrap_or(self.rest.len());
                // A question mark that closes nothing is a literal.
                let end = if end == 0 { 1 } else { end };
                let (literal, after) = self.rest.split_at(end);
                self.rest = after;
                steps.push(Step::Literal(literal.as_bytes().into()));
            }
        }
        steps
    }

    fn placeholder(&mut self, inside: &str) -> Step {
        let (name, class) = inside.split_once(':').unwrap_or((inside, ""));
        self.is_usual &= USUAL.contains(&name);
        match (name, class) {
            ("time", "") => Step::Time(self.shapes.into(), None),
            ("time", "iso-") => Step::Time([TimeShape::Iso].into(), Some(b'-')),
            ("time", "day_month_name-") => Step::Time([TimeShape::DayMonthName].into(), Some(b'-')),
            ("time", "iso/") => Step::Time([TimeShape::Iso].into(), Some(b'/')),
            ("time", "secs") => Step::Time([TimeShape::Epoch].into(), Some(b'.')),
            ("time", words) => {
                Step::Time(words.split(',').filter_map(TimeShape::from_word).collect(), None)
            }
            ("level", "letter") => Step::LevelLetter,
            ("level", "u3") => Step::LevelWord(LevelForm::Three),
            ("level", "capitals") => Step::LevelWord(LevelForm::Capitals),
            ("level", "") => Step::LevelWord(LevelForm::Any),
            ("level", levels) if levels.starts_with("only,") => {
                Step::LevelOnly(levels.split(',').filter_map(named_level).collect())
            }
            ("level", levels) => {
                Step::LevelNamed(levels.split(',').filter_map(named_level).collect())
            }
            ("message", "here") => Step::MessageStart,
            ("message", "end") => Step::MessageEnd,
            ("message", "more") => Step::MessageMore,
            ("message", _) => Step::Message,
            ("{" | "~", "") => Step::Literal(name.as_bytes().into()),
            _ => self.field(name, class),
        }
    }

    fn field(&mut self, name: &str, word: &str) -> Step {
        // What no class is called so is found before, where it comes from outside.
        let class = *FieldClass::from_word(word).unwrap_or(&CLASSES[0]);
        let mut id = |name: &str| self.names.intern(name.as_bytes());
        Step::Field(Field {
            id: (name != "_").then(|| id(name)),
            class,
            values: match word.strip_prefix('=') {
                Some(choices) => choices.split('|').map(|word| word.as_bytes().into()).collect(),
                None => Box::default(),
            },
            port: (class.meaning == Meaning::Address).then(|| id(&format!("{name}_port"))),
            request: (class.meaning == Meaning::Request)
                .then(|| ["method", "path", "protocol"].map(id)),
            ends: Box::default(),
        })
    }
}

fn blank(rest: &str) -> Option<Step> {
    match rest.as_bytes().first()? {
        b' ' => Some(Step::Blanks),
        b'~' => Some(Step::MaybeBlanks),
        b'\n' => Some(Step::LineEnd),
        _ => None,
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
        Step::Field(field) if field.class.reach == Reach::Quotes => vec![b"\""[..].into()],
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
