//! Why no pattern can be made from an example, in sentences.

use std::fmt;

use crate::format::PatternError;

/// The longest text of the log that a sentence repeats, in characters.
const MAX_QUOTED: usize = 40;

/// Why marks do not make a pattern; the texts are what was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleError {
    /// No mark at all.
    Nothing,
    /// A mark without text, or outside the line.
    Empty,
    /// Two marks share text.
    Overlap(String, String),
    /// Something that an entry has only once is marked twice.
    Twice(&'static str),
    /// Marked as a time, but no shape of time fits.
    NoTime(String),
    /// Marked as a level, but does not name one.
    NoLevel(String),
    /// No name for a field.
    BadName(String),
    /// A mark after the message.
    AfterMessage(String),
    /// The pattern does not find this again.
    Lost(String),
    /// The line begins as JSON does.
    Json,
    /// The pattern cannot be used.
    Pattern(PatternError),
}

impl fmt::Display for ExampleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => {
                f.write_str("Nothing is marked yet: mark the time or the level first.")
            }
            Self::Empty => f.write_str("A mark contains only spaces: select some text."),
            Self::Overlap(one, other) => write!(
                f,
                "Two marks overlap, {} and {}: remove one of them.",
                Quoted(one),
                Quoted(other)
            ),
            Self::Twice(what) => {
                write!(
                    f,
                    "An entry has only one {what}, but two are marked: make one of them a field."
                )
            }
            Self::NoTime(text) => write!(
                f,
                "{} cannot be read as a time: mark date and time together, or make it a field.",
                Quoted(text)
            ),
            Self::NoLevel(text) => {
                write!(f, "{} is not a known level: make it a field.", Quoted(text))
            }
            Self::BadName(name) => write!(
                f,
                "{} cannot be a field's name: use letters, digits and _ . -, but not time, level \
                 or message.",
                Quoted(name)
            ),
            Self::AfterMessage(text) => write!(
                f,
                "The message takes the rest of an entry, so {} after it cannot be marked.",
                Quoted(text)
            ),
            Self::Lost(text) => write!(
                f,
                "It is unclear where {} begins and ends in other lines: extend the mark to a space, \
                 a bracket or another delimiter.",
                Quoted(text)
            ),
            Self::Json => f.write_str(
                "The line is JSON, so its fields are read by name: no marks are needed.",
            ),
            Self::Pattern(error) => {
                let sentence = error.to_string();
                let mut chars = sentence.chars();
                let first: String =
                    chars.next().map(char::to_uppercase).into_iter().flatten().collect();
                write!(f, "{first}{}.", chars.as_str())
            }
        }
    }
}

impl std::error::Error for ExampleError {}

/// Log text in quotes, shortened, without characters that a terminal or a page might obey.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_long = self.0.chars().nth(MAX_QUOTED).is_some();
        f.write_str("“")?;
        for char in self.0.chars().take(MAX_QUOTED) {
            write!(f, "{}", if char.is_control() { char::REPLACEMENT_CHARACTER } else { char })?;
        }
        f.write_str(if is_long { "…”" } else { "”" })
    }
}
