//! What a compiled pattern consists of.

use super::classes::{FieldClass, Meaning};
use crate::level::Level;
use crate::time::TimeShape;
use crate::units::FieldId;

/// One step of a compiled pattern.
#[derive(Debug)]
pub(super) enum Step {
    /// A time of one of the shapes, the parts of its date separated by the byte if there is one.
    Time(Box<[TimeShape]>, Option<u8>),
    /// One or more blanks.
    Blanks,
    /// One more blank after a blank: together two or more.
    MoreBlanks,
    /// Any number of blanks.
    MaybeBlanks,
    LineEnd,
    Literal(Box<[u8]>),
    /// A word for a level.
    LevelWord(LevelForm),
    LevelLetter,
    /// A word for a level, or one of these, which mean a level only in this format.
    LevelNamed(Box<[(Box<[u8]>, Level)]>),
    /// One of these words and no other.
    LevelOnly(Box<[(Box<[u8]>, Level)]>),
    Field(Field),
    Optional(Box<[Step]>),
    Message,
    /// The message begins here, while what follows still has fields.
    MessageStart,
    /// Such a message ends here; without this step it extends to the end.
    MessageEnd,
    /// Such a message continues on the following lines.
    MessageMore,
}

impl Step {
    /// The optional steps, if it consists of some.
    pub(super) fn optional(&self) -> Option<&[Step]> {
        if let Self::Optional(inner) = self { Some(inner) } else { None }
    }

    /// Whether it gives the level.
    pub(super) fn is_level(&self) -> bool {
        if let Self::Field(field) = self {
            return field.class.meaning == Meaning::Status;
        }
        matches!(
            self,
            Self::LevelWord(_) | Self::LevelLetter | Self::LevelNamed(_) | Self::LevelOnly(_)
        )
    }
}

/// How the word for a level must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LevelForm {
    Any,
    /// In three letters.
    Three,
    /// In capitals, or before a colon: where a sentence may begin with the same word.
    Capitals,
}

/// A field and where it ends.
#[derive(Debug)]
pub(super) struct Field {
    /// `None` if it is discarded.
    pub(super) id: Option<FieldId>,
    pub(super) class: FieldClass,
    /// The only values it may have, for [`Meaning::OneOf`].
    pub(super) values: Box<[Box<[u8]>]>,
    /// Takes the port of an address.
    pub(super) port: Option<FieldId>,
    /// Take method, path and protocol of a request.
    pub(super) request: Option<[FieldId; 3]>,
    /// What may follow it. A space stands for any blank, and at the end of an item also for the end
    /// of the line. If empty, it ends with the word or, for text, with the line.
    pub(super) ends: Box<[Box<[u8]>]>,
}
