//! Foreign text in what the command prints: names and values never move the cursor, end a line or
//! turn the direction of writing.

use std::fmt::Write as _;

/// A text as it may stand in a line of output.
pub(crate) fn shown(text: &str) -> String {
    escaped(text, |out, letter| {
        let escape = match letter {
            '\n' => r"\n".to_owned(),
            '\r' => r"\r".to_owned(),
            '\t' => r"\t".to_owned(),
            _ => letter.escape_unicode().to_string(),
        };
        out.push_str(&escape);
    })
}

/// JSON in which the same letters are written as escapes, which mean the same.
pub(crate) fn shown_json(json: &str) -> String {
    escaped(json, |out, letter| {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let written = write!(out, "\\u{unit:04x}");
            debug_assert!(written.is_ok());
        }
    })
}

fn escaped(text: &str, escape: impl Fn(&mut String, char)) -> String {
    if !text.chars().any(is_unseen) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_unseen(letter) { escape(&mut out, letter) } else { out.push(letter) }
    }
    out
}

/// Letters that are not seen and change how others are.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped() {
        assert_eq!(shown("a\u{1b}[2Jb\n\u{9b}c"), r"a\u{1b}[2Jb\n\u{9b}c");
        assert_eq!(shown("x\u{202e}gol.exe\u{feff}"), r"x\u{202e}gol.exe\u{feff}");
        assert_eq!(shown(r"C:\logs\Grüße 日本 e\u{301}.log"), r"C:\logs\Grüße 日本 e\u{301}.log");
    }

    #[test]
    fn json_means_the_same() {
        let text = "a\u{7f}b\u{9b}\u{202e}\u{e0041}\n\"\\ü";
        let json = serde_json::to_string(text).unwrap();
        let shown = shown_json(&json);
        assert!(!shown.chars().any(is_unseen), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    }
}
