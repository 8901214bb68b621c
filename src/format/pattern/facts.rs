//! What detection and framing ask of a pattern, found out when it is compiled.

use super::steps::Step;
use crate::format::{Framing, Lead};
use crate::time::TimeShape;

/// All that is to be known of a pattern without running it.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct PatternFacts {
    /// What its entries begin with.
    pub(in crate::format) lead: Lead,
    /// The message ends within its line.
    pub(in crate::format) ends_in_line: bool,
    /// How much of an entry's text it fixes: literals, narrow fields, levels; what may be left out
    /// does not count.
    pub(in crate::format) specificity: u32,
    pub(in crate::format) has_time: bool,
    /// It has a time of any shape, whose date may be written in several orders.
    pub(in crate::format) has_plain_time: bool,
    /// It names nothing that inference would not find as well.
    pub(in crate::format) is_usual: bool,
}

/// Every shape, to lend one of them.
static SHAPES: [TimeShape; 14] = TimeShape::ALL;

impl PatternFacts {
    pub(super) fn new(steps: &[Step], is_usual: bool) -> Self {
        let is_time = |step: &Step| matches!(step, Step::Time(..));
        let is_plain =
            |step: &Step| matches!(step, Step::Time(shapes, None) if **shapes == TimeShape::HEAD);
        let ends = has(steps, |step| matches!(step, Step::MessageEnd));
        Self {
            lead: lead_of(steps),
            ends_in_line: ends && !has(steps, |step| matches!(step, Step::MessageMore)),
            specificity: steps.iter().map(weight).sum(),
            has_time: has(steps, is_time),
            has_plain_time: has(steps, is_plain),
            is_usual,
        }
    }

    /// How entries of a described format are framed: what ends within its line is an entry a line,
    /// as requests are.
    pub(super) fn framing(&self) -> Framing {
        if self.ends_in_line { Framing::Lines } else { Framing::Headed }
    }
}

/// Whether a step is such a one, or what may be left out has one.
fn has(steps: &[Step], is_it: impl Fn(&Step) -> bool + Copy) -> bool {
    steps.iter().any(|step| match step {
        Step::Optional(inner) => has(inner, is_it),
        _ => is_it(step),
    })
}

fn lead_of(steps: &[Step]) -> Lead {
    match steps.first() {
        Some(Step::Time(shapes, None)) if **shapes == TimeShape::HEAD => {
            Lead::Time(&TimeShape::HEAD)
        }
        Some(Step::Time(shapes, None)) => match **shapes {
            [one] => {
                let place = SHAPES.iter().position(|shape| *shape == one);
                let lent = place.and_then(|place| SHAPES.get(place..=place));
                lent.map_or(Lead::AnyTime, Lead::Time)
            }
            _ => Lead::AnyTime,
        },
        Some(Step::Time(_, Some(_))) => Lead::AnyTime,
        Some(Step::LevelWord(_) | Step::LevelLetter) => Lead::Level,
        Some(Step::Literal(literal)) => literal.first().map_or(Lead::Any, |&byte| Lead::Byte(byte)),
        // The signs that a format has for levels may be anything.
        _ => Lead::Any,
    }
}

/// A byte of a literal weighs two.
fn weight(step: &Step) -> u32 {
    match step {
        Step::Literal(literal) => 2 * u32::try_from(literal.len()).unwrap_or_default(),
        Step::LevelWord(Some(_)) | Step::LevelOnly(_) => 10,
        Step::LevelWord(None) | Step::LevelLetter | Step::LevelNamed(_) => 6,
        Step::Time(shapes, separator) => {
            2 * u32::from(shapes.len() == 1) + 4 * u32::from(separator.is_some())
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
