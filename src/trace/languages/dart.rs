//! Dart and Flutter.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::Language;
use crate::trace::scan::{file_line, has_ending, leading_number, named_anywhere};

pub(super) const DART: LanguageDef = LanguageDef {
    language: Language::Dart,
    id: "dart",
    title: "Dart",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[],
        files: &[
            "dart:",
            "package:flutter/",
            "package:flutter_",
            "package:dio/",
            "package:http/",
            "package:bloc/",
            "package:provider/",
            "package:riverpod/",
            "package:test_api/",
            "package:shelf/",
            "/.pub-cache/",
            "org-dartlang",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if text == "<asynchronous suspension>" {
        return TraceLine::Detail;
    }
    let call = text
        .strip_prefix('#')
        .and_then(leading_number)
        .and_then(|(_, rest)| call(rest.trim_start()));
    call.map_or(TraceLine::Other, TraceLine::Frame)
}

/// `Desk.book (package:shop/desk.dart:7:5)`
fn call(text: &str) -> Option<CallPlace<'_>> {
    let (function, place) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let (file, line) = file_line(place).map_or((place, None), |(file, line)| (file, Some(line)));
    let is_place = file.starts_with("dart:") || has_ending(file, &[".dart"]);
    is_place.then_some(CallPlace { function: function.trim(), file, line })
}

/// `Unhandled exception:` stands alone; what it was is in the line after it.
fn named(line: &str) -> Option<(&str, &str)> {
    let text = line.split_once("Unhandled Exception: ").map_or(line, |(_, rest)| rest);
    named_anywhere(text)
}
