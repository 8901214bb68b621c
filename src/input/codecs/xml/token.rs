//! The pieces of XML text.

use crate::input::decoder::Raw;

/// A piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>` or `<name attributes/>`.
    Start { name: &'a [u8], attributes: &'a [u8], is_empty: bool },
    /// `</name>`.
    End,
    /// Text up to the next piece, unchanged; or the inside of a section in which nothing is escaped.
    Text(Text<'a>),
    /// A comment, an instruction or a declaration.
    Other,
    /// A `<` that begins nothing.
    Damaged,
}

/// Text, and whether it has escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text<'a> {
    Escaped(&'a [u8]),
    Literal(&'a [u8]),
}

/// The piece in front and its length, or `None` if its end is not there.
pub(super) fn token(raw: Raw<'_>) -> Option<(Token<'_>, usize)> {
    const CDATA: &[u8] = b"<![CDATA[";
    let Raw { bytes: text, is_last } = raw;
    if text.first() != Some(&b'<') {
        let end = memchr::memchr(b'<', text).or(is_last.then_some(text.len()))?;
        return Some((Token::Text(Text::Escaped(text.get(..end)?)), end));
    }
    let until = |end: &[u8], from: usize| {
        let at = memchr::memmem::find(text.get(from..)?, end)?;
        Some(from + at + end.len())
    };
    match text.get(1)? {
        b'?' => Some((Token::Other, until(b"?>", 2)?)),
        b'!' if text.starts_with(b"<!--") => Some((Token::Other, until(b"-->", 4)?)),
        b'!' if text.starts_with(CDATA) => {
            let end = until(b"]]>", CDATA.len())?;
            let inside = text.get(CDATA.len()..end - 3)?;
            Some((Token::Text(Text::Literal(inside)), end))
        }
        // It may become one of those.
        b'!' if text.len() < CDATA.len() && !is_last => None,
        b'!' => Some((Token::Other, until(b">", 2)?)),
        b'/' => Some((Token::End, until(b">", 2)?)),
        byte if byte.is_ascii_alphabetic() || *byte == b'_' => start(text),
        _ => Some((Token::Damaged, 1)),
    }
}

fn start(text: &[u8]) -> Option<(Token<'_>, usize)> {
    let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/');
    let name_len = text.iter().skip(1).take_while(|byte| is_name(byte)).count();
    let name = text.get(1..=name_len)?;
    let mut quote = None;
    let mut at = name_len + 1;
    loop {
        let byte = *text.get(at)?;
        match quote {
            Some(open) if byte == open => quote = None,
            None if byte == b'>' => break,
            None if byte == b'<' => return Some((Token::Damaged, 1)),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(_) | None => {}
        }
        at += 1;
    }
    let inside = text.get(name_len + 1..at)?;
    let attributes = inside.strip_suffix(b"/").unwrap_or(inside);
    let is_empty = attributes.len() < inside.len();
    Some((Token::Start { name, attributes, is_empty }, at + 1))
}

/// A name without its namespace prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    name.iter()
        .position(|&byte| byte == b':')
        .map_or(name, |at| name.get(at + 1..).unwrap_or_default())
}
