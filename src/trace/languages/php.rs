//! PHP: uncaught exceptions, and `Exception::__toString`.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{leading_number, name_and_message, named_anywhere, number};
use crate::trace::{Language, Relation};

pub(super) const PHP: LanguageDef = LanguageDef {
    language: Language::Php,
    id: "php",
    title: "PHP",
    order: Order::FailedCallFirst,
    head: HeadPlace::BeforeCauseFirst,
    line,
    named,
    library: LibrarySigns {
        functions: &[
            "Illuminate\\",
            "Symfony\\",
            "Doctrine\\",
            "Laravel\\",
            "Composer\\",
            "GuzzleHttp\\",
            "PHPUnit\\",
        ],
        files: &[
            "/vendor/",
            "\\vendor\\",
            "/wp-includes/",
            "/wp-admin/",
            "[internal function]",
            "phar://",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if matches!(text, "Stack trace:" | "PHP Stack trace:" | "[stacktrace]") {
        return TraceLine::Start;
    }
    if let Some(rest) = text.strip_prefix("Next ") {
        return match name_and_message(rest) {
            Some(_) => TraceLine::Head { relation: Relation::CausedBy, rest },
            None => TraceLine::Other,
        };
    }
    let call = text
        .strip_prefix('#')
        .and_then(leading_number)
        .and_then(|(_, rest)| call(rest.trim_start()));
    call.map_or(TraceLine::Other, TraceLine::Frame)
}

/// `/srv/desk.php(7): Desk->book(Object(Seat))`, `[internal function]: run()`, `{main}`
fn call(text: &str) -> Option<CallPlace<'_>> {
    if text == "{main}" || text.starts_with("{main} ") {
        return Some(CallPlace { function: "{main}", file: "[internal function]", line: None });
    }
    let (place, call) = text.split_once(": ")?;
    let function = call.split_once('(').map_or(call, |(function, _)| function);
    if place == "[internal function]" {
        return Some(CallPlace { function, file: place, line: None });
    }
    let (file, line) = place.strip_suffix(')')?.rsplit_once('(')?;
    let line = number(line).filter(|_| file.contains(['.', '/', '\\']))?;
    Some(CallPlace { function, file, line: Some(line) })
}

/// `Uncaught Desk\NoSeat: none is left in /srv/desk.php:7`
fn named(line: &str) -> Option<(&str, &str)> {
    let uncaught = line.split_once("Uncaught ").and_then(|(_, rest)| name_and_message(rest.trim()));
    let (name, message) = uncaught.or_else(|| named_anywhere(line))?;
    let end = message.rfind(" in /").or_else(|| message.rfind(" in C:\\"));
    Some((name, end.and_then(|end| message.get(..end)).unwrap_or(message)))
}
