//! Checks patterns that do not come from our own constants.

use std::fmt;

use super::classes::{FieldClass, Reach};
use crate::time::TimeShape;

/// The longest pattern, in bytes.
const MAX_LEN: usize = 2000;
/// How deeply optional parts may nest.
const MAX_DEPTH: usize = 4;
/// How many optional items may come between two required ones: each doubles the number of texts
/// that a field may end at.
const MAX_LOOSE: usize = 6;

/// Why a text is not a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// Longer than any layout of a log.
    TooLong,
    /// A brace is never closed.
    Unclosed,
    /// `{?` without `?}`, or the other way round.
    Unpaired,
    /// Optional parts within optional parts, or too many of them in a row.
    TooLoose,
    /// A placeholder without a name.
    Nameless,
    /// No class of this name.
    UnknownClass(String),
    /// No shape of time of this name.
    UnknownTime(String),
    /// A placeholder that may occur only once occurs twice.
    Twice(&'static str),
    /// Something follows the message.
    AfterMessage,
    /// Nothing tells where the first of two fields ends.
    Touching(String),
    /// Neither a time nor a level.
    Headless,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the pattern is longer than {MAX_LEN} bytes"),
            Self::Unclosed => f.write_str("a brace is never closed; write {{} for a literal brace"),
            Self::Unpaired => {
                f.write_str("an optional part needs {? at its start and ?} at its end")
            }
            Self::TooLoose => f.write_str("too many optional parts side by side"),
            Self::Nameless => f.write_str("a placeholder has no name; write {_} for text to skip"),
            Self::UnknownClass(class) => write!(f, "there is no field class {class}"),
            Self::UnknownTime(shape) => write!(f, "there is no time format {shape}"),
            Self::Twice(name) => write!(f, "{{{name}}} can stand in a pattern only once"),
            Self::AfterMessage => {
                f.write_str("the message takes the rest of the line, so nothing can follow it")
            }
            Self::Touching(name) => {
                write!(
                    f,
                    "it is unclear where {{{name}}} ends: put a space or another character after it"
                )
            }
            Self::Headless => f.write_str("a pattern needs a time or a level: mark one of them"),
        }
    }
}

impl std::error::Error for PatternError {}

/// Whether `pattern` may be compiled and run.
///
/// # Errors
/// The first mistake from the left, or else what is missing.
pub fn check(pattern: &str) -> Result<(), PatternError> {
    if pattern.len() > MAX_LEN {
        return Err(PatternError::TooLong);
    }
    let mut seen = Seen::default();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if seen.has_message {
            return Err(PatternError::AfterMessage);
        }
        if let Some(after) = rest.strip_prefix("{?}") {
            seen.open_field = None;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("{?") {
            seen.depth += 1;
            seen.loosen()?;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("?}") {
            seen.depth = seen.depth.checked_sub(1).ok_or(PatternError::Unpaired)?;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('{') {
            let (inside, after) = after.split_once('}').ok_or(PatternError::Unclosed)?;
            seen.placeholder(inside)?;
            rest = after;
        } else {
            match first {
                // Any number of blanks may be none.
                '~' => seen.loosen()?,
                _ => seen.open_field = None,
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    match (seen.depth, seen.has_time || seen.has_level) {
        (0, true) => Ok(()),
        (0, false) => Err(PatternError::Headless),
        _ => Err(PatternError::Unpaired),
    }
}

#[derive(Default)]
struct Seen {
    depth: usize,
    n_loose: usize,
    has_time: bool,
    has_level: bool,
    has_message: bool,
    /// The field that the next item must end.
    open_field: Option<String>,
}

impl Seen {
    fn loosen(&mut self) -> Result<(), PatternError> {
        self.n_loose += 1;
        let is_fine = self.depth <= MAX_DEPTH && self.n_loose <= MAX_LOOSE;
        is_fine.then_some(()).ok_or(PatternError::TooLoose)
    }

    fn placeholder(&mut self, inside: &str) -> Result<(), PatternError> {
        if matches!(inside, "{" | "~") {
            self.open_field = None;
            return Ok(());
        }
        let (name, class) = inside.split_once(':').unwrap_or((inside, ""));
        // A field of digits ends where they do; the message begins where a word or a line ends.
        if let Some(field) = self.open_field.take().filter(|_| name != "message") {
            return Err(PatternError::Touching(field));
        }
        if self.depth == 0 {
            self.n_loose = 0;
        }
        match name {
            "" => Err(PatternError::Nameless),
            "time" => {
                check_shapes(class)?;
                once(&mut self.has_time, "time")
            }
            "level" => match class {
                "" | "letter" | "u3" | "capitals" => once(&mut self.has_level, "level"),
                _ => Err(PatternError::UnknownClass(class.to_owned())),
            },
            "message" => {
                if self.depth > 0 {
                    return Err(PatternError::AfterMessage);
                }
                once(&mut self.has_message, "message")
            }
            _ => {
                let known = FieldClass::from_word(class);
                let known = known.ok_or_else(|| PatternError::UnknownClass(class.to_owned()))?;
                self.open_field = (known.reach != Reach::Digits).then(|| name.to_owned());
                Ok(())
            }
        }
    }
}

fn once(has: &mut bool, name: &'static str) -> Result<(), PatternError> {
    if std::mem::replace(has, true) { Err(PatternError::Twice(name)) } else { Ok(()) }
}

fn check_shapes(words: &str) -> Result<(), PatternError> {
    if matches!(words, "" | "iso-" | "iso/" | "day_month_name-") {
        return Ok(());
    }
    match words.split(',').find(|word| TimeShape::from_word(word).is_none()) {
        Some(unknown) => Err(PatternError::UnknownTime(unknown.to_owned())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(pattern: &str, sentence: &str) {
        let error = check(pattern).expect_err(pattern);
        assert_eq!(error.to_string(), sentence, "{pattern}");
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        check_error("{time} {level", "a brace is never closed; write {{} for a literal brace");
        check_error("{time} {a:b} {message}", "there is no field class b");
        check_error("{time:noon} {message}", "there is no time format noon");
        check_error("{time} {level:x} {message}", "there is no field class x");
        check_error("{time} {time} {message}", "{time} can stand in a pattern only once");
        check_error("{time} {} {message}", "a placeholder has no name; write {_} for text to skip");
        check_error(
            "{time} {message} {message}",
            "the message takes the rest of the line, so nothing can follow it",
        );
        check_error(
            "{time} {a}{b} {message}",
            "it is unclear where {a} ends: put a space or another character after it",
        );
        check_error("[{a}] {message}", "a pattern needs a time or a level: mark one of them");
        check_error(
            "{time} {?a {message}?}",
            "the message takes the rest of the line, so nothing can follow it",
        );
        check_error("{time} {?a ", "an optional part needs {? at its start and ?} at its end");
        check_error(
            "{time} a?} {message}",
            "an optional part needs {? at its start and ?} at its end",
        );
        check_error("{time}~~~~~~~{message}", "too many optional parts side by side");
        check_error(&"{time}".repeat(400), "the pattern is longer than 2000 bytes");
        check_error("", "a pattern needs a time or a level: mark one of them");
    }

    #[test]
    fn patterns_of_every_part_pass() {
        for pattern in [
            "{time} {level} {message}",
            "{level:letter}, [{time:iso,clf} #{pid:digits}] {{}{id:hex}} {?({x:text}) ?}{message}",
            "{time}~|~{a:text}|{_}|{message}",
            "{time} {a:coded}{?}{~} {message}",
        ] {
            assert_eq!(check(pattern), Ok(()), "{pattern}");
        }
    }
}
