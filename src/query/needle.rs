//! Finding text in text.

use super::literals::{Case, Literals, MAX_LITERAL};
use super::regex::Regex;
use crate::store::{Probe, TextFilter};

/// Something to look for in an entry's text.
#[derive(Clone, Debug)]
pub enum Needle {
    /// Any of some literals; ASCII letters match in either case.
    Literals(Literals),
    /// A pattern, or a literal that is long or has letters beyond ASCII.
    Regex(Regex),
}

impl Needle {
    /// A literal that matches in any case.
    pub fn literal(text: &str) -> Self {
        let escaped = regex_syntax::escape(text);
        let regex = if !text.is_ascii() {
            Regex::new(&escaped, Case::Ignored).ok()
        } else if text.len() > MAX_LITERAL {
            // Of ASCII letters those of ASCII are the other case.
            Regex::new(&format!("(?i-u:{escaped})"), Case::Counts).ok()
        } else {
            None
        };
        match regex {
            Some(regex) => Self::Regex(regex),
            // An escaped literal always compiles; were it too large, bytes as they are do.
            None => Self::Literals(Literals::new([text.as_bytes().to_vec()])),
        }
    }

    /// A regular expression; its error is a sentence.
    pub fn regex(pattern: &str) -> Result<Self, String> {
        Regex::new(pattern, Case::Counts).map(Self::Regex)
    }

    /// Texts with anything but blanks between them, in any case; its error is a sentence.
    pub fn wildcard(parts: &[String]) -> Result<Self, String> {
        let parts: Vec<String> = parts.iter().map(|part| in_any_case(part)).collect();
        Self::regex(&parts.join("\\S*"))
    }

    /// Whether `text` holds it.
    pub fn is_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Literals(literals) => literals.find(text, 0).is_some(),
            Self::Regex(regex) => match regex.as_literals() {
                Some(literals) => literals.find(text, 0).is_some(),
                None => regex.is_match(text),
            },
        }
    }

    /// Whether a text may hold it, judging by what `asked` finds in its filter.
    pub fn may_be_in(
        &self,
        filter: &TextFilter,
        asked: impl Fn(&TextFilter, &Probe) -> bool,
    ) -> bool {
        match self {
            Self::Literals(literals) => literals.may_be_in(filter, asked),
            Self::Regex(regex) => regex.may_be_in(filter, asked),
        }
    }

    /// What searching a byte of text costs at most, where a plain literal costs 1.
    pub fn cost_per_byte(&self) -> u64 {
        match self {
            Self::Literals(_) => 1,
            Self::Regex(regex) => regex.cost_per_byte(),
        }
    }
}

/// A pattern of a literal that matches in any case.
fn in_any_case(text: &str) -> String {
    let cases = |c: char| {
        let (lower, upper) = (c.to_lowercase().to_string(), c.to_uppercase().to_string());
        let is_one = |text: &str| text.chars().count() == 1;
        if lower != upper && is_one(&lower) && is_one(&upper) {
            format!("[{lower}{upper}]")
        } else {
            regex_syntax::escape(c.encode_utf8(&mut [0; 4]))
        }
    };
    text.chars().map(cases).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(needle: &str, text: &str) {
        let is_in = text.to_lowercase().contains(&needle.to_lowercase());
        assert_eq!(Needle::literal(needle).is_in(text.as_bytes()), is_in, "{needle} in {text}");
    }

    #[test]
    fn literals_are_found_in_any_case() {
        check("Timeout", "a TIMEOUT occurred");
        check("timeout", "tim timeou Timeouttimeout");
        check("zz", "z");
        check("", "anything");
        check("42", "x=42");
        check("Grüße", "viele GRÜSSE und grüße");
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_says_why() {
        assert_eq!(Needle::regex("a(b").unwrap_err(), "`(` is never closed");
        assert_eq!(Needle::regex("a{1000}{1000}{1000}").unwrap_err(), "it is too large");
    }
}
