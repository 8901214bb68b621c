//! JavaScript and TypeScript: V8 (Node, Chrome, Deno, Bun), and the shape that Firefox and Safari share.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{file_line, leading_number, named_anywhere};
use crate::trace::{Language, Relation};

pub(super) const JAVASCRIPT: LanguageDef = LanguageDef {
    language: Language::JavaScript,
    id: "javascript",
    title: "JavaScript",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named: named_anywhere,
    library: LibrarySigns {
        functions: &[],
        files: &[
            "node_modules/",
            "node_modules\\",
            "node:",
            "internal/",
            "<anonymous>",
            "native",
            "ext:",
            "bun:",
            "webpack/",
            "https://deno.land/",
            "chrome-extension:",
            "moz-extension:",
            "/.yarn/",
            ".pnpm/",
            "/dist-packages/",
            "cdn.",
        ],
    },
};

/// Modules of Node before it wrote `node:` before their names.
const OLD_MODULES: [&str; 14] = [
    "events.js",
    "net.js",
    "module.js",
    "timers.js",
    "_stream_readable.js",
    "_stream_writable.js",
    "fs.js",
    "bootstrap_node.js",
    "_http_server.js",
    "_http_client.js",
    "domain.js",
    "next_tick.js",
    "vm.js",
    "dns.js",
];

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    let call = match text.strip_prefix("at ") {
        Some(rest) => v8_call(rest),
        None => firefox_call(text),
    };
    if let Some(call) = call {
        return TraceLine::Frame(call);
    }
    if let Some(rest) = text.strip_prefix("[cause]: ") {
        return TraceLine::Head { relation: Relation::CausedBy, rest };
    }
    if let Some(rest) = text.strip_prefix("Caused by: ") {
        return TraceLine::Head { relation: Relation::CausedBy, rest };
    }
    match text.strip_prefix("... ").and_then(leading_number) {
        Some((n, rest)) if rest.starts_with(" lines matching cause stack trace") => {
            TraceLine::LeftOut(n)
        }
        _ => TraceLine::Other,
    }
}

/// `Desk.book (/app/desk.js:3:5)`, `/app/desk.js:3:5`, `async Promise.all (index 0)`
fn v8_call(text: &str) -> Option<CallPlace<'_>> {
    // What opens an object that is printed with the error.
    let text = text.strip_suffix(" {").unwrap_or(text);
    let (function, place) = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((function, place)) => (function, place),
        None => ("", text.strip_prefix("async ").unwrap_or(text)),
    };
    let function = function.strip_prefix("async ").unwrap_or(function);
    let function = function.strip_prefix("new ").unwrap_or(function);
    if matches!(place, "<anonymous>" | "native") || place.starts_with("index ") {
        return (!function.is_empty()).then_some(CallPlace {
            function,
            file: "<anonymous>",
            line: None,
        });
    }
    let has_column = place.rsplit_once(':').is_some_and(|(rest, _)| file_line(rest).is_some());
    let (file, line) = file_line(place).filter(|_| has_column)?;
    let is_old_module = OLD_MODULES.contains(&file);
    // A clock has two colons, too.
    let is_file =
        file.contains(['/', '\\']) || !file.contains(' ') && file.contains(['.', ':', '<']);
    let file = if is_old_module { "internal/" } else { file };
    is_file.then_some(CallPlace { function, file, line: Some(line) })
}

/// `book@https://shop.example/desk.js:3:5`
fn firefox_call(text: &str) -> Option<CallPlace<'_>> {
    let (function, place) = text.split_once('@')?;
    let has_column = place.rsplit_once(':').is_some_and(|(rest, _)| file_line(rest).is_some());
    let (file, line) = file_line(place).filter(|_| has_column)?;
    let is_place = file.contains("://") || file.starts_with('/') || file.ends_with("js");
    (is_place && !function.contains(' ')).then_some(CallPlace { function, file, line: Some(line) })
}
