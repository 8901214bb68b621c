//! Python: the module `traceback`.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{is_identifier, leading_number, number};
use crate::trace::{Language, Relation};

pub(super) const PYTHON: LanguageDef = LanguageDef {
    language: Language::Python,
    id: "python",
    title: "Python",
    order: Order::FailedCallLast,
    head: HeadPlace::After,
    line,
    named,
    library: LibrarySigns {
        functions: &[],
        files: &[
            "site-packages/",
            "site-packages\\",
            "dist-packages/",
            "/lib/python",
            "\\lib\\python",
            "/lib64/python",
            "\\Lib\\",
            "<frozen ",
            "<__array_function__",
            "/.venv/lib/",
            "/conda/lib/",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = trimmed(line);
    if let Some(call) = text.strip_prefix("File \"").and_then(call) {
        return TraceLine::Frame(call);
    }
    let sentence = text.trim_end_matches(':');
    match sentence {
        "Traceback (most recent call last)"
        | "Exception Group Traceback (most recent call last)" => {
            return TraceLine::Start;
        }
        "The above exception was the direct cause of the following exception" => {
            return TraceLine::Joint(Relation::CausedBy);
        }
        "During handling of the above exception, another exception occurred" => {
            return TraceLine::Joint(Relation::WhileHandling);
        }
        _ => {}
    }
    let repeated = text.strip_prefix("[Previous line repeated ").and_then(leading_number);
    match repeated {
        Some((n, _)) => TraceLine::LeftOut(n),
        // The code of a frame, and the marks below it.
        None if line.starts_with([' ', '\t']) && !text.is_empty() => TraceLine::Detail,
        None => TraceLine::Other,
    }
}

/// Without the rules that groups of exceptions are drawn with.
fn trimmed(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '|', '+', '-']).trim_end()
}

/// `a.py", line 3, in f`
fn call(text: &str) -> Option<CallPlace<'_>> {
    let (file, rest) = text.split_once("\", line ")?;
    let (digits, function) = rest.split_once(", in ").unwrap_or((rest, ""));
    Some(CallPlace { function, file, line: Some(number(digits)?) })
}

/// Any name may be an exception here: the line stands where only one can.
fn named(line: &str) -> Option<(&str, &str)> {
    let line = trimmed(line);
    let (name, message) = line.split_once(':').unwrap_or((line, ""));
    let is_name = name.split('.').all(is_identifier);
    (is_name && (message.is_empty() || message.starts_with(' '))).then_some((name, message.trim()))
}
