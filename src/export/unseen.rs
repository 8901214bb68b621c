//! Letters that are not seen and change how others are: they leave as escapes that mean the same.

use std::fmt::Write as _;

/// Letters that are not seen and change how others are.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// JSON in which such letters are written as escapes, which mean the same.
pub fn shown_json(json: &str) -> String {
    if !json.chars().any(is_unseen) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        if !is_unseen(letter) {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let written = write!(out, "\\u{unit:04x}");
            debug_assert!(written.is_ok());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_same() {
        let text = "a\u{7f}b\u{9b}\u{202e}\u{e0041}\n\"\\ü";
        let json = serde_json::to_string(text).unwrap();
        let shown = shown_json(&json);
        assert!(!shown.chars().any(is_unseen), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    }
}
