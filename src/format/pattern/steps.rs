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
    /// One blank or more.
    Blanks,
    /// A blank more behind one: together two or more.
    MoreBlanks,
    /// Any number of blanks.
    MaybeBlanks,
    LineEnd,
    Literal(Box<[u8]>),
    /// A level's word.
    LevelWord(LevelForm),
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
    /// The steps that may be left out, if it is made of some.
    pub(super) fn optional(&self) -> Option<&[Step]> {
        if let Self::Optional(inner) = self { Some(inner) } else { None }
    }

    /// Whether it says how bad the entry is.
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

/// How a level's word must be written.
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
    /// `None` is thrown away.
    pub(super) id: Option<FieldId>,
    pub(super) class: FieldClass,
    /// The only values it may have, for [`Meaning::OneOf`].
    pub(super) values: Box<[Box<[u8]>]>,
    /// Takes the port of an address.
    pub(super) port: Option<FieldId>,
    /// Take method, path and protocol of a request.
    pub(super) request: Option<[FieldId; 3]>,
    /// What may follow it; a space stands for any blank, and at the end of one also for the end
    /// of the line. Empty: the end of the word or, for text, of the line.
    pub(super) ends: Box<[Box<[u8]>]>,
}
