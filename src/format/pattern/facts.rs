//! What detection and framing need to know about a pattern, determined when it is compiled.

use super::steps::{LevelForm, Step};
use crate::format::{Framing, Lead};
use crate::time::TimeShape;

/// Everything that can be known of a pattern without running it.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct PatternFacts {
    /// What its entries begin with.
    pub(in crate::format) lead: Lead,
    /// The message ends within its line.
    pub(in crate::format) ends_in_line: bool,
    /// How much of an entry's text it fixes: literals, narrow fields, levels; optional parts do not
    /// count.
    pub(in crate::format) specificity: u32,
    pub(in crate::format) time: PatternTime,
    /// It names nothing that inference would not find too.
    pub(in crate::format) is_usual: bool,
}

/// What time a pattern has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum PatternTime {
    None,
    /// One of the shapes that it names.
    Shaped,
    /// Any shape; its date may be written in several orders.
    Plain,
}

/// Every shape, to lend one of them.
static SHAPES: [TimeShape; 15] = TimeShape::ALL;

impl PatternFacts {
    /// What the steps tell if a plain time among them has the shapes `plain`; they do not tell
    /// what was named.
    pub(super) fn new(steps: &[Step], plain: &[TimeShape]) -> Self {
        let ends = has(steps, |step| matches!(step, Step::MessageEnd));
        let time = if has(steps, is_plain_time) {
            PatternTime::Plain
        } else if has(steps, |step| matches!(step, Step::Time(..))) {
            PatternTime::Shaped
        } else {
            PatternTime::None
        };
        Self {
            lead: lead_of(steps, plain),
            ends_in_line: ends && !has(steps, |step| matches!(step, Step::MessageMore)),
            specificity: steps.iter().map(|step| weight(step, plain)).sum(),
            time,
            is_usual: true,
        }
    }

    /// How entries are framed: if the message ends within its line, each line is an entry, as with
    /// requests.
    pub(super) fn framing(&self) -> Framing {
        if self.ends_in_line { Framing::Lines } else { Framing::Headed }
    }
}

/// Whether a step, or one of its optional steps, passes a test.
fn has(steps: &[Step], is_it: impl Fn(&Step) -> bool + Copy) -> bool {
    steps.iter().any(|step| match step.optional() {
        Some(inner) => has(inner, is_it),
        None => is_it(step),
    })
}

fn is_plain_time(step: &Step) -> bool {
    matches!(step, Step::Time(shapes, None) if **shapes == TimeShape::HEAD)
}

/// The shapes of a time, of which a plain one has those of `plain`.
fn shapes_of<'s>(shapes: &'s [TimeShape], plain: &'s [TimeShape]) -> &'s [TimeShape] {
    if *shapes == TimeShape::HEAD { plain } else { shapes }
}

fn lead_of(steps: &[Step], plain: &[TimeShape]) -> Lead {
    match steps.first() {
        Some(Step::Time(shapes, None)) => match *shapes_of(shapes, plain) {
            [one] => {
                let place = SHAPES.iter().position(|shape| *shape == one);
                let lent = place.and_then(|place| SHAPES.get(place..=place));
                lent.map_or(Lead::AnyTime, Lead::Time)
            }
            ref shapes if *shapes == TimeShape::HEAD => Lead::Time(&TimeShape::HEAD),
            _ => Lead::AnyTime,
        },
        Some(Step::Time(_, Some(_))) => Lead::AnyTime,
        Some(Step::LevelWord(_) | Step::LevelLetter) => Lead::Level,
        Some(Step::Literal(literal)) => literal.first().map_or(Lead::Any, |&byte| Lead::Byte(byte)),
        // The signs that a format has for levels may be anything.
        _ => Lead::Any,
    }
}

/// A byte of a literal counts as two.
fn weight(step: &Step, plain: &[TimeShape]) -> u32 {
    match step {
        Step::Literal(literal) => 2 * u32::try_from(literal.len()).unwrap_or_default(),
        Step::LevelWord(LevelForm::Three) | Step::LevelOnly(_) => 10,
        Step::LevelWord(LevelForm::Any | LevelForm::Capitals)
        | Step::LevelLetter
        | Step::LevelNamed(_) => 6,
        Step::Time(shapes, separator) => {
            2 * u32::from(shapes_of(shapes, plain).len() == 1) + 4 * u32::from(separator.is_some())
        }
        Step::Field(field) => field.class.weight,
        Step::LineEnd | Step::MoreBlanks => 4,
        Step::Blanks
        | Step::MaybeBlanks
        | Step::Optional(_)
        | Step::Message
        | Step::MessageStart
        | Step::MessageEnd
        | Step::MessageMore => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::FieldNames;
    use crate::format::pattern::compile::{Outline, Pattern};

    #[test]
    fn a_plain_time_of_some_shapes_tells_what_a_time_of_them_tells() {
        let patterns = [
            "{time} {level} {message}",
            "{?{a:digits} ?}{time:clf} {time} [{b:text}] {message:here}{message:end}{message:more}",
            "[{time:month_first}] {level:u3}",
            "{level} {message}",
        ];
        for pattern in patterns {
            let mut names = FieldNames::new();
            let outline = Outline::new(pattern, &TimeShape::HEAD, &mut names);
            for shapes in [&TimeShape::HEAD[..], &[TimeShape::DayFirst], &[TimeShape::MonthFirst]] {
                let found = outline.facts(shapes);
                let compiled = Pattern::compile(pattern, shapes, &mut FieldNames::new()).facts;
                let expected = PatternFacts { time: found.time, ..compiled };
                assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{pattern}");
            }
        }
    }

    #[test]
    fn a_time_is_plain_unless_its_shapes_are_named() {
        let time_of = |pattern| Pattern::facts_of(pattern).time;
        assert_eq!(time_of("{?{time} ?}{message}"), PatternTime::Plain);
        assert_eq!(time_of("{time:iso-} {time}"), PatternTime::Plain);
        assert_eq!(time_of("{?{time:clf} ?}{message}"), PatternTime::Shaped);
        assert_eq!(time_of("{level} {message}"), PatternTime::None);
    }
}
