//! Sources without what is not code: comments and the tests at the foot.

/// The lines of a Rust or TypeScript file with their numbers, comments blanked out.
///
/// Knows whole-line comments and those after a space; a `//` in a string with a space before it
/// would be cut too, which hides code but never invents any.
pub(super) fn code_lines(text: &str) -> Vec<(usize, &str)> {
    let mut is_in_comment = false;
    let mut lines = Vec::new();
    for (idx, line) in text.lines().enumerate() {
        let code = if is_in_comment || line.trim_start().starts_with("/*") {
            is_in_comment = !line.contains("*/");
            ""
        } else if line.trim_start().starts_with("//") {
            ""
        } else {
            line.split_once(" //").map_or(line, |(code, _)| code)
        };
        lines.push((idx + 1, code));
    }
    lines
}

/// A Rust file up to its `#[cfg(test)]` module with a body, and how many lines follow from there.
pub(super) fn without_tests(text: &str) -> (&str, usize) {
    let at = text.match_indices("#[cfg(test)]\nmod ").map(|(at, _)| at).find(|at| {
        let head = text[*at..].lines().nth(1).unwrap_or_default();
        head.ends_with('{')
    });
    match at {
        Some(at) => (&text[..at], text[at..].lines().count()),
        None => (text, 0),
    }
}
