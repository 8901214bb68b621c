//! Requests in messages: `"GET /a HTTP/1.1" 200 12`, in quotes and perhaps with what was answered.

use std::ops::Range;

/// The longest name of a method.
const MAX_METHOD: usize = 12;

/// A request, and what was answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Range<usize>,
    pub(super) path: Range<usize>,
    pub(super) protocol: Range<usize>,
    /// Three digits behind the quote.
    pub(super) status: Option<Range<usize>>,
    /// A number behind them.
    pub(super) bytes: Option<Range<usize>>,
}

/// The request whose protocol has its point at `dot`.
pub(super) fn request_at(message: &[u8], dot: usize) -> Option<Request> {
    let protocol = dot.checked_sub(b"HTTP/1".len())?..dot + 2;
    let [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] =
        message.get(protocol.clone())?
    else {
        return None;
    };
    let path_end = protocol.start.checked_sub(1).filter(|at| message.get(*at) == Some(&b' '))?;
    let start = memchr::memrchr(b'"', message.get(..path_end)?)? + 1;
    let request = message.get(start..path_end)?;
    let method_len = memchr::memchr(b' ', request)?;
    let (method, path) = (start..start + method_len, start + method_len + 1..path_end);
    let is_method = (3..=MAX_METHOD).contains(&method_len)
        && request.get(..method_len)?.iter().all(u8::is_ascii_uppercase);
    if !is_method || path.is_empty() || request.contains(&b'\n') {
        return None;
    }
    let after = match message.get(protocol.end..)? {
        [b'"', ..] => protocol.end + 1,
        // Quoted again within something quoted.
        [b'\\', b'"', ..] => protocol.end + 2,
        _ => return None,
    };
    let status = number_at(message, after).filter(|digits| digits.len() == 3);
    let bytes = status.as_ref().and_then(|status| number_at(message, status.end));
    Some(Request { method, path, protocol, status, bytes })
}

/// The digits behind a blank at `at`, which end a word.
fn number_at(message: &[u8], at: usize) -> Option<Range<usize>> {
    let digits = message.get(at..)?.strip_prefix(b" ")?;
    let len = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let next = digits.get(len).copied().unwrap_or(b' ');
    let is_word = len > 0 && (next.is_ascii_whitespace() || matches!(next, b',' | b';' | b'"'));
    is_word.then_some(at + 1..at + 1 + len)
}
