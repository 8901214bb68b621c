//! Places in heads: a line of a program, an address.

use super::parts::Part;
use super::token::{FileLine, Function, is_number, split_first};
use crate::format::pattern::words::is_ipv4;

/// The parts of `file.c:12` and its like.
pub(super) fn parts_of_file(found: FileLine<'_>) -> Vec<Part> {
    let mut parts = vec![Part::field("coded", "file")];
    if found.inner.is_some() {
        parts.push(Part::literal(b"("));
        parts.push(Part::field("text", "function"));
        parts.push(Part::literal(b")"));
    }
    parts.push(Part::literal(b":"));
    parts.push(Part::field("digits", "line"));
    match found.function {
        None => {}
        Some(Function::Named(_)) => {
            parts.push(Part::literal(b":"));
            parts.push(Part::field("", "function"));
        }
        Some(Function::In(_)) => {
            parts.push(Part::literal(b" in "));
            parts.push(Part::field("", "function"));
        }
        Some(Function::Called(_)) => {
            parts.push(Part::literal(b"("));
            parts.push(Part::field("text", "function"));
            parts.push(Part::literal(b")"));
        }
    }
    parts
}

/// The parts of an address, with or without a port.
pub(super) fn parts_of_address(word: &[u8]) -> Option<Vec<Part>> {
    if is_ipv4(word) {
        return Some(vec![Part::field("ip", "client")]);
    }
    let sign = *word.iter().find(|byte| **byte == b':' || **byte == b'#')?;
    let (address, port) = split_first(word, sign)?;
    (is_ipv4(address) && is_number(port)).then(|| {
        vec![Part::field("ip", "client"), Part::literal(&[sign]), Part::field("digits", "port")]
    })
}
