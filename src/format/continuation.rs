//! Which lines look like the continuation of an entry, whatever its format.

/// Blank or indented lines, and the usual continuations of stack traces and multi-line structures.
pub(super) fn is_continuation(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] = [b"Caused by:", b"at ", b"...", b"Suppressed:", b"}", b"]", b")"];
    let is_blank = line.iter().all(u8::is_ascii_whitespace);
    let is_indented = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    is_blank
        || is_indented
        || STARTS.iter().any(|start| line.starts_with(start))
        || is_exception(line)
}

/// `java.lang.IllegalStateException: …`, `ValueError: …`.
fn is_exception(line: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$');
    let end = line.iter().position(|byte| !is_name(byte)).unwrap_or(line.len());
    let name = line.get(..end).unwrap_or_default();
    let is_end = line.get(end).is_none_or(|&byte| byte == b':');
    is_end && end > 6 && (name.ends_with(b"Exception") || name.ends_with(b"Error"))
}

#[cfg(test)]
mod tests {
    use super::is_continuation;
    use crate::frame::{Heads, classify, is_blank, starts_entry};

    struct NoHeads;

    impl Heads for NoHeads {
        fn starts(&mut self, _line: &[u8]) -> bool {
            false
        }
        fn joins_headless(&self) -> bool {
            false
        }
    }

    /// `frame` stands above `format`, which therefore cannot ask it.
    #[test]
    fn first_lines_of_traces_are_heads_and_the_next_ones_are_not_as_framing_has_it() {
        for trace in [
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: x",
            "java.lang.Boom: x\n\tat a.b(C.java:1)\nCaused by: y\n\t... 3 more",
            "boom\n    at f (x.js:1:2)\n}\n]\n)\n... 2 more",
        ] {
            let mut before = None;
            for line in trace.lines().map(str::as_bytes) {
                assert!(!is_blank(line));
                let is_start = starts_entry(before, line, &mut NoHeads);
                assert_eq!(is_continuation(line), !is_start, "{}", line.escape_ascii());
                before = Some(classify(line));
            }
        }
    }
}
