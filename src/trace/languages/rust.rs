//! Rust: panics with a backtrace, and what anyhow and eyre print.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::Language;
use crate::trace::scan::{after_address, file_line, has_ending, leading_number};

pub(super) const RUST: LanguageDef = LanguageDef {
    language: Language::Rust,
    id: "rust",
    title: "Rust",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[
            "core::",
            "std::",
            "alloc::",
            "<core::",
            "<std::",
            "<alloc::",
            "rust_begin_unwind",
            "__rust",
            "tokio::",
            "<tokio::",
            "hyper::",
            "<hyper::",
            "axum::",
            "<axum::",
            "tower::",
            "<tower",
            "actix_",
            "<actix_",
            "futures_",
            "<futures_",
            "serde::",
            "serde_json::",
            "anyhow::",
            "eyre::",
            "tracing::",
            "<tracing",
            "rayon::",
            "rayon_core::",
            "__libc_start",
            "_start",
            "main::{{",
            "start_thread",
            "clone3",
            "clone",
            "<unknown>",
            "<alloc",
            "reqwest::",
            "sqlx",
            "test::",
        ],
        files: &[
            "/rustc/",
            "/.cargo/",
            "/cargo/registry/",
            "/library/std/",
            "/library/core/",
            "/vendor/",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if matches!(text, "stack backtrace:" | "Stack backtrace:") || text.contains(" BACKTRACE ") {
        return TraceLine::Start;
    }
    if let Some((file, line)) = text.strip_prefix("at ").and_then(file_line) {
        let is_source = has_ending(file, &[".rs"]);
        let place = CallPlace { function: "", file, line: Some(line) };
        return if is_source { TraceLine::Place(place) } else { TraceLine::Other };
    }
    let call = leading_number(text).and_then(|(_, rest)| rest.strip_prefix(": "));
    call.and_then(function).map_or(TraceLine::Other, |function| {
        TraceLine::Frame(CallPlace { function, ..CallPlace::default() })
    })
}

/// `core::panicking::panic_fmt`, `0x55d0 - desk::main`
fn function(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = after_address(text).map_or(text, |rest| rest.trim_start_matches([' ', '-']));
    let is_path = text.contains("::") && !text.contains(": ") && !text.ends_with('.');
    let is_symbol = matches!(text, "rust_begin_unwind" | "main" | "_start" | "<unknown>")
        || text.starts_with("__libc_start");
    // What tells two builds of a function apart.
    let name =
        text.rsplit_once("::h").filter(|(_, hash)| is_hash(hash)).map_or(text, |(name, _)| name);
    (is_path || is_symbol).then_some(name)
}

fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `thread 'main' panicked at src/main.rs:4:5:`, the message in the line after; or in the line itself, as before 1.73.
fn named(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.trim().strip_prefix("thread '")?.split_once("' panicked at ")?;
    let message = rest
        .strip_prefix('\'')
        .and_then(|rest| rest.rsplit_once("', "))
        .map(|(message, _)| message);
    Some(("panic", message.unwrap_or_default()))
}
