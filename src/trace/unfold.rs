//! Traces that were put into one line become several again.

use super::Trace;
use super::find::{find, start_of};

/// What a line end was written as, and a tab, by programs that keep an entry on one line.
const ESCAPES: [(&str, &str); 5] =
    [("\\r\\n", "\\t"), ("\\n", "\\t"), ("#012", "#011"), ("\\012", "\\011"), ("\u{2028}", "\t")];

/// The text with the lines that its trace had once, if it has none now and there is a trace in it.
///
/// Nothing but a trace proves that `\n` stands for a line end: it is part of paths, too.
pub fn unfolded(text: &str) -> Option<String> {
    let text = start_of(text);
    if text.trim_end().contains('\n') {
        return None;
    }
    let escaped = ESCAPES
        .iter()
        .filter(|(end, _)| text.contains(end))
        .map(|(end, tab)| text.replace(end, "\n").replace(tab, "\t"));
    let in_words = text.contains(" at ").then(|| split_words(text));
    escaped
        .chain(list_lines(text))
        .chain(in_words)
        .find(|lines| find(lines).is_some_and(|trace| is_whole(&trace)))
}

/// One frame may be an accident of where the text was cut.
fn is_whole(trace: &Trace<'_>) -> bool {
    trace.frames().nth(1).is_some() || trace.exceptions.iter().any(|one| !one.name.is_empty())
}

/// Lines at the words that frames and causes begin with.
fn split_words(text: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        (" at ", "\n\tat "),
        (" Caused by: ", "\nCaused by: "),
        (" Suppressed: ", "\n\tSuppressed: "),
        (" ---> ", "\n ---> "),
        (" --- End of inner ", "\n   --- End of inner "),
        (" ... ", "\n\t... "),
    ];
    WORDS.iter().fold(text.to_owned(), |text, (word, line)| text.replace(word, line))
}

/// The strings of a JSON array, a line each.
fn list_lines(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    let mut lines = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(string) = rest.strip_prefix('"') {
        let end = end_of_string(string)?;
        lines.push(
            string.get(..end)?.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\t", "\t"),
        );
        rest = string.get(end + 1..)?.trim_start().trim_start_matches(',').trim_start();
    }
    (rest.is_empty() && lines.len() > 1).then(|| lines.join("\n"))
}

/// Where a JSON string ends whose opening quote is behind.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })
}

#[cfg(test)]
mod tests {
    use super::unfolded;
    use crate::trace::{Language, Relation, find};

    #[test]
    fn a_trace_in_one_line_gets_its_lines_back() {
        let one_line = [
            "failed: org.shop.NoSeat: none\\n\\tat org.shop.Desk.book(Desk.java:7)\\nCaused by: java.io.IOException: pipe\\n\\tat java.io.X.y(X.java:1)",
            "failed: org.shop.NoSeat: none#012#011at org.shop.Desk.book(Desk.java:7)#012Caused by: java.io.IOException: pipe#012#011at java.io.X.y(X.java:1)",
            "failed: org.shop.NoSeat: none at org.shop.Desk.book(Desk.java:7) Caused by: java.io.IOException: pipe at java.io.X.y(X.java:1)",
        ];
        for text in one_line {
            let lines = unfolded(text).expect(text);
            let trace = find(&lines).unwrap();
            assert_eq!(trace.language, Language::Jvm);
            assert_eq!(trace.root_cause().unwrap().message, "pipe", "{text}");
            assert_eq!(trace.exceptions[1].relation, Relation::CausedBy);
            assert_eq!(trace.frames().count(), 2);
        }
        let list = "[\"a.rb:1:in x\", \"b.rb:2:in y\"]";
        assert_eq!(unfolded(list).as_deref(), Some("a.rb:1:in x\nb.rb:2:in y"));
    }
}
