//! A whole record as a tree.

use super::token::{Text, Token, local, token};
use crate::input::decoder::Raw;

/// How deeply elements may nest; deeper ones are left out of the tree.
const MAX_DEPTH: usize = 32;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    /// Without its namespace prefix.
    pub(super) name: &'a [u8],
    /// Names without prefixes, and values.
    pub(super) attributes: Vec<(&'a [u8], Vec<u8>)>,
    pub(super) children: Vec<Element<'a>>,
    /// Its own text.
    pub(super) text: Vec<u8>,
}

impl Element<'_> {
    pub(super) fn child(&self, name: &[u8]) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn attribute(&self, name: &[u8]) -> Option<&[u8]> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_slice())
    }
}

/// The tree of a record; `None` if its elements do not end where they should.
pub(super) fn parse(record: &[u8]) -> Option<Element<'_>> {
    let mut open: Vec<Element<'_>> = Vec::new();
    let mut n_too_deep = 0_usize;
    let mut at = 0;
    loop {
        let bytes = record.get(at..).filter(|rest| !rest.is_empty())?;
        let (token, len) = token(Raw { bytes, is_last: true })?;
        at += len;
        match token {
            Token::Start { name, attributes, is_empty } => {
                if n_too_deep > 0 || open.len() == MAX_DEPTH {
                    n_too_deep += usize::from(!is_empty);
                    continue;
                }
                let attributes = self::attributes(attributes);
                let element = Element { name: local(name), attributes, ..Element::default() };
                match open.last_mut() {
                    Some(parent) if is_empty => parent.children.push(element),
                    None if is_empty => return Some(element),
                    _ => open.push(element),
                }
            }
            Token::End if n_too_deep > 0 => n_too_deep -= 1,
            Token::End => {
                let element = open.pop()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => return Some(element),
                }
            }
            Token::Text(Text::Literal(text)) => open.last_mut()?.text.extend_from_slice(text),
            Token::Text(Text::Escaped(text)) => unescape(text, &mut open.last_mut()?.text),
            Token::Other => {}
            Token::Damaged => open.last_mut()?.text.push(b'<'),
        }
    }
}

fn attributes(mut text: &[u8]) -> Vec<(&[u8], Vec<u8>)> {
    let mut attributes = Vec::new();
    while let Some(equals) = memchr::memchr(b'=', text) {
        let (name, rest) = text.split_at(equals);
        let rest = rest.get(1..).unwrap_or_default().trim_ascii_start();
        let Some((&quote, rest)) = rest.split_first() else { break };
        let Some(end) = memchr::memchr(quote, rest) else { break };
        let (value, rest) = rest.split_at(end);
        let name = name.trim_ascii();
        text = rest.get(1..).unwrap_or_default();
        // Namespaces say nothing of the event.
        if !name.starts_with(b"xmlns") {
            let mut unescaped = Vec::new();
            unescape(value, &mut unescaped);
            attributes.push((local(name), unescaped));
        }
    }
    attributes
}

/// Writes text with its entities resolved; anything that is not an entity stays as it is.
fn unescape(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr(b'&', text) {
        let (before, from) = text.split_at(at);
        out.extend_from_slice(before);
        let end = from.iter().take(12).position(|&byte| byte == b';');
        let known = end.and_then(|end| Some((entity(from.get(1..end)?)?, end + 1)));
        let (char, len) = known.unwrap_or(('&', 1));
        out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        text = from.get(len..).unwrap_or_default();
    }
    out.extend_from_slice(text);
}

fn entity(name: &[u8]) -> Option<char> {
    Some(match name {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        b"apos" => '\'',
        _ => {
            let digits = std::str::from_utf8(name.strip_prefix(b"#")?).ok()?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    })
}
