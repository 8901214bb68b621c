//! C and C++: debuggers, sanitizers, `backtrace_symbols`, and traces of the Linux kernel.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::Language;
use crate::trace::scan::{after_address, file_line, leading_number};

pub(super) const NATIVE: LanguageDef = LanguageDef {
    language: Language::Native,
    id: "native",
    title: "C and C++",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[
            "std::",
            "__GI_",
            "__libc_",
            "__cxa_",
            "__cxxabiv1",
            "_start",
            "__interceptor_",
            "__asan_",
            "__sanitizer",
            "raise",
            "abort",
            "__assert_fail",
            "start_thread",
            "clone",
            "__restore_rt",
            "boost::",
            "operator new",
            "operator delete",
            "malloc",
            "free",
            "memcpy",
            "__pthread",
            "entry_SYSCALL_64",
            "do_syscall_64",
            "ret_from_fork",
        ],
        files: &[
            "/lib/",
            "/lib64/",
            "/usr/include/",
            "sysdeps/",
            "../nptl/",
            "libc.so",
            "libstdc++",
            "libpthread",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if matches!(text, "Call Trace:" | "Backtrace:" | "backtrace:" | "Call trace:") {
        return TraceLine::Start;
    }
    let numbered = text
        .strip_prefix('#')
        .and_then(leading_number)
        .and_then(|(_, rest)| numbered_call(rest.trim()));
    let call = numbered.or_else(|| symbol_call(text)).or_else(|| kernel_call(text));
    call.map_or(TraceLine::Other, TraceLine::Frame)
}

/// `0x0000 in book (seat=7) at desk.c:7`, `0x4a in book /src/desk.c:7:3`, `book (seat=7) at desk.c:7`
fn numbered_call(text: &str) -> Option<CallPlace<'_>> {
    let text = match after_address(text) {
        Some(rest) => rest.trim_start().strip_prefix("in ").unwrap_or(rest.trim_start()),
        None => text,
    };
    let is_addressed = !text.is_empty() && text.len() < 2000;
    let (call, place) = match text.rsplit_once(" at ").or_else(|| text.rsplit_once(" from ")) {
        Some(found) => found,
        // The place of a sanitizer is the last word.
        None => text.rsplit_once(' ').filter(|(_, last)| last.contains('/')).unwrap_or((text, "")),
    };
    let function = call.split_once(" (").map_or(call, |(function, _)| function).trim();
    let (file, line) = file_line(place).map_or((place, None), |(file, line)| (file, Some(line)));
    if !file.is_empty() && !file.contains(['.', '/']) {
        return None;
    }
    // Other languages number their frames, too: they have brackets around the place.
    let is_function = !function.is_empty()
        && !place.ends_with(".dart)")
        && !function.contains("->")
        && !function.contains(": ")
        && !function.starts_with('{')
        && !text.contains(".php(");
    let has_proof = text.contains(" (") || !place.is_empty();
    let is_dart = text.ends_with(')')
        && (text.contains("(package:") || text.contains("(dart:") || text.contains(".dart:"));
    (is_addressed && is_function && has_proof && !is_dart).then_some(CallPlace {
        function,
        file,
        line,
    })
}

/// `./desk(book+0x1a) [0x4008]`
fn symbol_call(text: &str) -> Option<CallPlace<'_>> {
    let (call, address) = text.strip_suffix(']')?.rsplit_once(" [")?;
    after_address(address).filter(|rest| rest.is_empty())?;
    let (file, symbol) = call.strip_suffix(')')?.split_once('(')?;
    let function = symbol.split_once('+').map_or(symbol, |(function, _)| function);
    (!file.is_empty()).then_some(CallPlace { function, file, line: None })
}

/// `? book+0x1a/0x30 [desk]`
fn kernel_call(text: &str) -> Option<CallPlace<'_>> {
    let text = text
        .strip_prefix("[<")
        .and_then(|rest| rest.split_once(">] "))
        .map_or(text, |(_, rest)| rest);
    let text = text.strip_prefix("? ").unwrap_or(text);
    let (function, rest) = text.split_once('+')?;
    let (_, rest) = rest.split_once('/').filter(|(offset, _)| after_address(offset) == Some(""))?;
    let after = after_address(rest)?;
    let is_symbol = !function.is_empty()
        && function.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    (is_symbol && (after.is_empty() || after.starts_with(' '))).then_some(CallPlace {
        function,
        file: "",
        line: None,
    })
}

/// `ERROR: AddressSanitizer: heap-use-after-free on address …`, `terminate called after throwing an instance of 'NoSeat'`
fn named(line: &str) -> Option<(&str, &str)> {
    let text = line.trim();
    if let Some((_, rest)) = text.split_once("terminate called after throwing an instance of '") {
        return Some((rest.strip_suffix('\'').unwrap_or(rest), ""));
    }
    let (_, rest) = text.split_once("Sanitizer: ")?;
    let (kind, message) = rest.split_once(' ').unwrap_or((rest, ""));
    Some((kind, message))
}
