//! From a text to its trace: which language it is, then line by line.

use super::build::Builder;
use super::languages::{HeadPlace, LANGUAGES, LanguageDef, TraceLine};
use super::{MAX_TEXT_BYTES, Trace};

/// A line longer than this is no frame; what programs generate stays below.
const MAX_LINE_BYTES: usize = 4096;

/// So many frames of one language are enough to know that it is the one.
const ENOUGH_FRAMES: usize = 16;

/// The stack trace in a text of several lines, if there is one.
///
/// One frame is enough if an exception is named or a list of calls is announced beside it,
/// otherwise it takes two: prose may have a line that looks like a frame.
///
/// # Cost
/// Linear in the length of the text, up to [`MAX_TEXT_BYTES`].
///
/// # Example
/// ```
/// use logscry::trace::{Origin, find};
///
/// let text = "app.Boom: no seat\n\tat app.Desk.book(Desk.java:7)\n\tat java.lang.Thread.run(Thread.java:9)";
/// let trace = find(text).unwrap();
/// let exception = &trace.exceptions[0];
/// assert_eq!((exception.name, exception.message), ("app.Boom", "no seat"));
/// assert_eq!(exception.frames[0].line, Some(7));
/// assert_eq!(exception.frames[1].origin, Origin::Library);
/// ```
pub fn find(text: &str) -> Option<Trace<'_>> {
    let text = start_of(text);
    let def = language_of(text)?;
    let mut builder = Builder::new(def, text);
    for line in text.split('\n') {
        builder.push(line, classified(def, line));
    }
    let built = builder.finish();
    let n_frames = built.trace.frames().count();
    let is_told =
        built.is_announced || built.trace.exceptions.iter().any(|one| !one.name.is_empty());
    let is_trace = n_frames >= 2 || (n_frames == 1 && is_told);
    is_trace.then_some(built.trace)
}

/// As much of a text as is looked at.
pub(super) fn start_of(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The language with the most frames among the first.
fn language_of(text: &str) -> Option<&'static LanguageDef> {
    let mut counts = [0_usize; LANGUAGES.len()];
    let mut functions = [false; LANGUAGES.len()];
    for line in text.split('\n') {
        for ((def, count), is_open) in LANGUAGES.iter().zip(&mut counts).zip(&mut functions) {
            let kind = classified(def, line);
            let is_frame = matches!(kind, TraceLine::Frame(_) | TraceLine::HeadFrame { .. })
                || *is_open && matches!(kind, TraceLine::Place(_));
            *count += usize::from(is_frame);
            *is_open = matches!(kind, TraceLine::Function(_));
        }
        if counts.iter().any(|count| *count >= ENOUGH_FRAMES) {
            break;
        }
    }
    let most = counts.iter().max().copied().filter(|most| *most > 0)?;
    let place = counts.iter().position(|count| *count == most)?;
    LANGUAGES.get(place).copied()
}

fn classified<'t>(def: &LanguageDef, line: &'t str) -> TraceLine<'t> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() > MAX_LINE_BYTES { TraceLine::Other } else { (def.line)(line) }
}

/// Whether an exception stands before its cause in the text.
pub(super) fn is_cause_last(def: &LanguageDef) -> bool {
    def.head == HeadPlace::Before
}

#[cfg(test)]
mod tests {
    use crate::trace::{find, unfolded};

    #[test]
    fn what_is_no_trace_is_none() {
        let others = [
            "",
            "at noon",
            "meet me at home (main.java:9)",
            "see C:\\new\\table at dawn",
            "1: one\n2: two",
            "#1 first\n#2 second",
            "a:1\nb:2",
            "#5 build (release) at 10:30\n#6 build (debug) at 10:45",
            "SELECT *\\nFROM seats\\nWHERE row = 3",
            "Caused by: nothing",
            "Error: late\nat 10:30:15",
            "Error: slow\n12:30:in place",
            "Error: full\n#1 item(2): seat",
            "10:30:15 user@host:22:33 logged in",
            "src/a.rs:1:2 unused\nsrc/b.rs:3:4 unused",
        ];
        for text in others {
            assert_eq!(find(text), None, "{text}");
            assert_eq!(unfolded(text), None, "{text}");
        }
    }

    #[test]
    fn garbage_and_size_do_no_harm() {
        let frame = "\tat a.B.c(B.java:1)\n";
        let long = format!("a.BException: x\n{}", frame.repeat(60_000));
        assert_eq!(find(&long).unwrap().frames().count(), 10_000);
        let causes = "Caused by: a.BException: x\n\tat a.B.c(B.java:1)\n".repeat(1000);
        assert_eq!(find(&causes).unwrap().exceptions.len(), 100);
        let mut state = 7_u64;
        let pieces = [
            "at ",
            "(",
            ")",
            ":",
            "1",
            "\n",
            "\t",
            "Caused by: ",
            "File \"",
            "\", line ",
            ", in ",
            "#0 ",
            "0x",
            "é",
            "...",
            " more",
            " ---> ",
            "x.go:1",
            "a.b.C",
            "::",
            "'",
            "` ",
            "** (",
            "\\n",
            "[",
            "]",
            "\"",
            "panic: ",
            "goroutine ",
            "Traceback (most recent call last):",
            ".java",
            "Next ",
            "': ",
            "in ",
            "+0x",
            "/",
            "\u{0}",
            "ü.dart",
            "@",
        ];
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..24 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            let n_lines = text.split('\n').count();
            if let Some(trace) = find(&text) {
                assert!(
                    trace
                        .frames()
                        .all(|frame| frame.lines.end <= n_lines && !frame.lines.is_empty())
                );
                assert!(!trace.exceptions.is_empty());
            }
            let _lines = unfolded(&text);
        }
    }
}
