//! Foreign text in what the command prints: names and values never move the cursor, end a line or
//! turn the direction of writing.

use logscry::export::is_unseen;

/// A text as it may stand in a line of output.
pub(crate) fn shown(text: &str) -> String {
    if !text.chars().any(is_unseen) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str(r"\n"),
            '\r' => out.push_str(r"\r"),
            '\t' => out.push_str(r"\t"),
            _ if is_unseen(letter) => out.extend(letter.escape_unicode()),
            _ => out.push(letter),
        }
    }
    out
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
}
