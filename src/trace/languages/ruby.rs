//! Ruby: `full_message`, and backtraces of loggers and Rails.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::Language;
use crate::trace::scan::{has_ending, leading_number, named_at_start, number};

pub(super) const RUBY: LanguageDef = LanguageDef {
    language: Language::Ruby,
    id: "ruby",
    title: "Ruby",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[],
        files: &[
            "/gems/",
            "/lib/ruby/",
            "<internal:",
            "/bundler/",
            "/rubygems/",
            "(eval",
            "/bin/bundle",
            "bin/rails",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    let text = text.strip_prefix("from ").unwrap_or(text);
    if let Some(call) = call(text) {
        return match named_in_frame(text) {
            Some((name, message)) => TraceLine::HeadFrame { call, name, message },
            None => TraceLine::Frame(call),
        };
    }
    match text.strip_prefix("... ").and_then(leading_number) {
        Some((n, rest)) if rest.starts_with(" levels") => TraceLine::LeftOut(n),
        _ => TraceLine::Other,
    }
}

/// ``desk.rb:7:in `book'``, or with straight quotes; what the first line says about the exception follows it.
fn call(text: &str) -> Option<CallPlace<'_>> {
    let (place, rest) = text.split_once(":in ")?;
    let (file, line) = place.rsplit_once(':')?;
    let line = number(line)?;
    let function = rest.trim_start_matches(['`', '\'']);
    let function = function.split_once('\'').map_or(function, |(function, _)| function);
    let is_file = has_ending(file, &[".rb"])
        || !file.contains(' ') && (file.contains(['.', '/', '<', '(']) || file == "-e");
    is_file.then_some(CallPlace { function, file, line: Some(line) })
}

/// `desk.rb:7:in 'book': none is left (NoSeat)`
fn named_in_frame(text: &str) -> Option<(&str, &str)> {
    let (_, after) = text.split_once("': ").filter(|(before, _)| before.contains(":in "))?;
    let (message, name) = after.strip_suffix(')')?.rsplit_once(" (")?;
    is_name(name).then_some((name, message))
}

/// `NoSeat (none is left):` of Rails, or a plain name.
fn named(line: &str) -> Option<(&str, &str)> {
    let text = line.trim();
    let of_rails = text.strip_suffix("):").and_then(|text| text.split_once(" ("));
    of_rails.filter(|(name, _)| is_name(name)).or_else(|| named_at_start(text))
}

fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ':' | '_'))
}
