//! Finding text in text.

use memchr::{memchr2, memmem};
use regex::bytes::{Regex, RegexBuilder};

/// Something to look for in an entry's text.
#[derive(Clone, Debug)]
pub enum Needle {
    /// A literal; ASCII letters match in either case.
    Literal(Literal),
    /// A pattern, or a literal with letters beyond ASCII.
    Regex {
        /// As the user wrote it.
        text: String,
        /// The user wrote a literal.
        is_literal: bool,
        /// Compiled.
        regex: Regex,
    },
}

/// A lower-case ASCII literal and the byte that is searched for first.
#[derive(Clone, Debug)]
pub struct Literal {
    folded: Vec<u8>,
    /// Place of the byte that is rarest in logs.
    rare_at: usize,
}

impl Needle {
    /// A literal that matches in any case.
    pub fn literal(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Literal(Literal::new(text));
        }
        let built = RegexBuilder::new(&regex::escape(text)).case_insensitive(true).build();
        match built {
            Ok(regex) => Self::Regex { text: text.to_owned(), is_literal: true, regex },
            // An escaped literal always compiles; were it too large, bytes as they are do.
            Err(_too_large) => Self::Literal(Literal::new(text)),
        }
    }

    /// A regular expression; its error is a sentence.
    pub fn regex(pattern: &str) -> Result<Self, String> {
        let built = RegexBuilder::new(pattern).multi_line(true).size_limit(1 << 22).build();
        match built {
            Ok(regex) => Ok(Self::Regex { text: pattern.to_owned(), is_literal: false, regex }),
            Err(error) => Err(sentence_of(&error)),
        }
    }

    /// Whether `text` holds it.
    pub fn is_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Literal(literal) => literal.find(text, 0).is_some(),
            Self::Regex { regex, .. } => regex.is_match(text),
        }
    }

    /// The literal, where all of a block's text can be searched at once.
    pub fn as_literal(&self) -> Option<&Literal> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Regex { .. } => None,
        }
    }

    /// What to mark where it occurs, and whether that is a pattern.
    pub fn mark(&self) -> (String, bool) {
        match self {
            Self::Literal(literal) => {
                (String::from_utf8_lossy(&literal.folded).into_owned(), false)
            }
            Self::Regex { text, is_literal, .. } => (text.clone(), !is_literal),
        }
    }
}

impl Literal {
    fn new(text: &str) -> Self {
        let folded = text.to_ascii_lowercase().into_bytes();
        let rare_at = (0..folded.len())
            .min_by_key(|at| folded.get(*at).map_or(u8::MAX, |byte| commonness(*byte)))
            .unwrap_or(0);
        Self { folded, rare_at }
    }

    /// Whether it could cross from one entry into the next.
    pub fn has_line_end(&self) -> bool {
        self.folded.contains(&b'\n')
    }

    /// Where it first occurs at or after `from`.
    ///
    /// # Cost
    /// Linear as long as its rarest byte is rare in the text.
    pub fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let Some(rare) = self.folded.get(self.rare_at).copied() else { return Some(from) };
        if !self.folded.iter().any(u8::is_ascii_alphabetic) {
            return memmem::find(text.get(from..)?, &self.folded).map(|at| from + at);
        }
        let mut search_from = from + self.rare_at;
        loop {
            let rest = text.get(search_from..)?;
            let at = search_from + memchr2(rare, rare.to_ascii_uppercase(), rest)?;
            let start = at - self.rare_at;
            let candidate = text.get(start..start + self.folded.len())?;
            if candidate.eq_ignore_ascii_case(&self.folded) {
                return Some(start);
            }
            search_from = at + 1;
        }
    }
}

/// How common a lower-case byte is in logs, roughly: letters by their frequency in English,
/// digits and separators as the commonest of all.
fn commonness(byte: u8) -> u8 {
    const BY_FREQUENCY: &[u8] = b"zqjxkvbpgwyfmculdhrsnioate";
    if let Some(rank) = BY_FREQUENCY.iter().position(|letter| *letter == byte) {
        return 10 + u8::try_from(rank).unwrap_or(0) * 6;
    }
    match byte {
        b'0'..=b'9' | b' ' | b'.' | b':' | b'-' | b'/' | b'"' => 200,
        _ => 90,
    }
}

/// The last line of a regex error says what is wrong; the lines before draw it.
fn sentence_of(error: &regex::Error) -> String {
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return "this pattern is too large".to_owned();
    }
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(needle: &str, text: &str) {
        let folded = text.to_lowercase();
        let expected = folded.find(&needle.to_lowercase());
        let Needle::Literal(literal) = Needle::literal(needle) else {
            assert_eq!(Needle::literal(needle).is_in(text.as_bytes()), expected.is_some());
            return;
        };
        assert_eq!(literal.find(text.as_bytes(), 0), expected, "{needle} in {text}");
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
        assert_eq!(Needle::regex("a(b").unwrap_err(), "unclosed group");
        assert!(Needle::regex("a{1000}{1000}{1000}").is_err());
    }
}
