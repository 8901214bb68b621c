//! What lines of traces are made of in several languages: names of exceptions, files with a line.

/// The file and line that `file:line` or `file:line:column` name.
pub(super) fn file_line(text: &str) -> Option<(&str, u32)> {
    let (rest, last) = text.rsplit_once(':')?;
    let last = number(last)?;
    match rest.rsplit_once(':').and_then(|(file, line)| Some((file, number(line)?))) {
        Some((file, line)) if !file.is_empty() => Some((file, line)),
        _ => (!rest.is_empty()).then_some((rest, last)),
    }
}

/// A whole number in digits alone.
pub(super) fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The number that a text begins with, and what follows it.
pub(super) fn leading_number(text: &str) -> Option<(usize, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

/// Whether the name of a file ends in one of these ways.
pub(super) fn has_ending(file: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| file.ends_with(ending))
}

/// What follows `0x` and hexadecimal digits.
pub(super) fn after_address(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("0x")?;
    let end = digits.bytes().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(digits.len());
    if end == 0 { None } else { digits.get(end..) }
}

/// Type and message of an exception that a line names, at its start or after some words.
///
/// At its start any name with a package will do; further on only one that says what it is, since
/// prose has names with dots, too.
pub(super) fn named_anywhere(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    named_at_start(line).or_else(|| {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once(' ') {
            rest = after.trim_start();
            let found = name_and_message(rest).filter(|(name, _)| says_what_it_is(name));
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// Type and message of an exception that a line begins with.
pub(super) fn named_at_start(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    name_and_message(line).filter(|(name, _)| says_what_it_is(name) || is_qualified(name))
}

/// A name at the start of a text, and what follows its colon; it may be all there is.
pub(super) fn name_and_message(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !is_of_name(byte)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let (name, rest) = match name.strip_suffix(':') {
        Some(name) => (name, rest),
        // `Error [ERR_X]: message`, and a name alone.
        None if rest.is_empty() => (name, rest),
        None => (name, rest.strip_prefix(" [")?.split_once("]:")?.1),
    };
    let is_name = last_part(name).bytes().next().is_some_and(|byte| byte.is_ascii_uppercase())
        && parts(name).all(is_identifier);
    (is_name && (rest.is_empty() || rest.starts_with(char::is_whitespace)))
        .then_some((name, rest.trim()))
}

/// Whether all of a text is letters, digits and underscores, and it begins with no digit.
pub(super) fn is_identifier(text: &str) -> bool {
    let is_letter =
        |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 128;
    text.bytes().next().is_some_and(is_letter)
        && text.bytes().all(|byte| is_letter(byte) || byte.is_ascii_digit())
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$' | b':' | b'\\') || byte >= 128
}

/// The parts of a name that dots, `::` or backslashes join.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.trim_start_matches('\\').split(['.', '\\', '$']).flat_map(|part| part.split("::"))
}

fn last_part(name: &str) -> &str {
    name.rsplit(['.', ':', '\\', '$']).next().unwrap_or(name)
}

fn is_qualified(name: &str) -> bool {
    parts(name).nth(1).is_some()
}

fn says_what_it_is(name: &str) -> bool {
    const ENDS: [&str; 7] =
        ["Exception", "Error", "Throwable", "Failure", "Fault", "Interrupt", "Warning"];
    ENDS.iter().any(|end| last_part(name).ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_line_and_may_have_a_column() {
        assert_eq!(file_line("a/b.js:12:5"), Some(("a/b.js", 12)));
        assert_eq!(file_line("C:\\x\\b.cs:12"), Some(("C:\\x\\b.cs", 12)));
        assert_eq!(file_line("b.rb:7"), Some(("b.rb", 7)));
        for other in ["b.rb", "b.rb:", ":7", "b.rb:x", "a:99999999999999999999"] {
            assert_eq!(file_line(other), None, "{other}");
        }
    }

    #[test]
    fn an_exception_is_named_by_its_package_or_by_what_it_is() {
        let named = [
            ("java.io.IOException: broken pipe", ("java.io.IOException", "broken pipe")),
            ("TypeError [ERR_X]: no", ("TypeError", "no")),
            ("com.example.Trouble", ("com.example.Trouble", "")),
            ("Net::ReadTimeout: slow", ("Net::ReadTimeout", "slow")),
            (
                "order 7 failed: com.example.SeatException: taken",
                ("com.example.SeatException", "taken"),
            ),
            ("\\App\\SeatException: taken", ("\\App\\SeatException", "taken")),
        ];
        for (line, expected) in named {
            assert_eq!(named_anywhere(line), Some(expected), "{line}");
        }
        for other in
            ["", ":", "seat taken", "at a.b.C", "see www.example.com: gone", "Seat: x", "1.2: x"]
        {
            assert_eq!(named_anywhere(other), None, "{other}");
        }
    }
}
