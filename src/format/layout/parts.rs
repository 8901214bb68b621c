//! The parts of a pattern while it is being inferred.

use crate::time::TimeShape;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Goes into the pattern verbatim: a placeholder without a name, or an escaped literal.
    Fixed(String),
    /// A field of a class, with the name that its value suggests.
    Field(&'static str, String),
}

impl Part {
    /// One or more blanks.
    pub(super) fn blank() -> Self {
        Self::Fixed(" ".to_owned())
    }

    /// Any number of blanks.
    pub(super) fn gap() -> Self {
        Self::Fixed("~".to_owned())
    }

    /// A word that is not kept.
    pub(super) fn thrown_away() -> Self {
        Self::Fixed("{_}".to_owned())
    }

    pub(super) fn time(shape: TimeShape) -> Self {
        Self::Fixed(format!("{{time:{}}}", shape.word()))
    }

    pub(super) fn level() -> Self {
        Self::Fixed("{level}".to_owned())
    }

    pub(super) fn level_letter() -> Self {
        Self::Fixed("{level:letter}".to_owned())
    }

    /// These bytes; beyond ASCII they become U+FFFD, and then the pattern reads nothing.
    pub(super) fn literal(text: &[u8]) -> Self {
        Self::Fixed(escaped(&String::from_utf8_lossy(text)))
    }

    pub(super) fn field(class: &'static str, name: &str) -> Self {
        Self::Field(class, name.to_owned())
    }

    /// Whether it names a field.
    pub(super) fn is_field(&self) -> bool {
        matches!(self, Self::Field(..))
    }

    /// Whether it is the time.
    pub(super) fn is_time(&self) -> bool {
        matches!(self, Self::Fixed(text) if text.starts_with("{time"))
    }

    /// Whether it is a level.
    pub(super) fn is_level(&self) -> bool {
        matches!(self, Self::Fixed(text) if text.starts_with("{level"))
    }
}

/// A text escaped so that a pattern takes it literally.
pub(in crate::format) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '{' => escaped.push_str("{{}"),
            '~' => escaped.push_str("{~}"),
            '?' => escaped.push_str("{?}"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The parts as a pattern without field names, which is what lines of one kind have in common.
pub(super) fn skeleton(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Fixed(fixed) => text.push_str(fixed),
            Part::Field(class, _) => {
                text.push_str("{:");
                text.push_str(class);
                text.push('}');
            }
        }
    }
    text
}

/// The parts as a pattern with these field names; a repeated name gets a number.
pub(super) fn render(parts: &[Part], names: &[&str]) -> String {
    let mut text = String::new();
    let mut names = names.iter().copied();
    let mut taken: Vec<&str> = Vec::new();
    for part in parts {
        let Part::Field(class, _) = part else {
            if let Part::Fixed(fixed) = part {
                text.push_str(fixed);
            }
            continue;
        };
        let name = names.next().unwrap_or("field");
        taken.push(name);
        let n_same = taken.iter().filter(|known| **known == name).count();
        text.push('{');
        text.push_str(name);
        if n_same > 1 {
            text.push('_');
            text.push_str(&n_same.to_string());
        }
        if !class.is_empty() {
            text.push(':');
            text.push_str(class);
        }
        text.push('}');
    }
    text.push_str("{message}");
    text
}
