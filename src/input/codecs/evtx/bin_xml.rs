//! Binary XML: tokens, templates and the values that are put into them.

use std::ops::Range;

use super::cursor::Cursor;
use super::value::{Value, write_text, write_units, write_value};

/// How deep fragments may stand within others: two levels are usual.
const MAX_DEPTH: usize = 8;
/// The most elements that may be open.
const MAX_OPEN: usize = 256;
/// The most text of an event: a record has less than 64 KiB, most of it in two bytes a letter.
const MAX_EVENT_BYTES: usize = 1 << 20;
/// The bit of a token that says that there is more of its kind.
const MORE: u8 = 0x40;
/// The value that is binary XML itself.
const BIN_XML: u8 = 0x21;

/// Writes the event of a record as XML; `None` if it is damaged.
pub(super) fn write_event(chunk: &[u8], range: Range<usize>, text: &mut Vec<u8>) -> Option<()> {
    let limit = text.len() + MAX_EVENT_BYTES;
    let mut writer = Writer { chunk, text, limit, open: Vec::new(), attribute: None, depth: 0 };
    writer.fragment(range, None, Place::Alone)?;
    writer.open.is_empty().then_some(())
}

/// Where a fragment stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a template: elements say which value they depend on.
    Template,
    /// In a record or a value.
    Alone,
}

struct Writer<'c, 't> {
    chunk: &'c [u8],
    text: &'t mut Vec<u8>,
    /// How long the text may become.
    limit: usize,
    open: Vec<Open>,
    attribute: Option<Attribute>,
    depth: usize,
}

/// An element whose end is still to come.
struct Open {
    name: Vec<u8>,
    has_attributes: bool,
}

/// An attribute whose value is being written.
struct Attribute {
    /// Lengths of the text before the attribute and before its value.
    before: usize,
    value: usize,
}

impl Writer<'_, '_> {
    fn fragment(
        &mut self,
        range: Range<usize>,
        values: Option<&[Value]>,
        place: Place,
    ) -> Option<()> {
        let n_open = self.open.len();
        self.depth += 1;
        let mut cursor = Cursor::new(self.chunk.get(..range.end)?, range.start);
        while cursor.at() < range.end && self.depth <= MAX_DEPTH {
            if self.text.len() > self.limit || self.open.len() > MAX_OPEN {
                return None;
            }
            if !self.token(&mut cursor, values, place)? {
                break;
            }
        }
        let is_read = self.depth <= MAX_DEPTH && self.open.len() == n_open;
        self.depth -= 1;
        is_read.then_some(())
    }

    /// Writes the next token; false at the end of the fragment.
    fn token(
        &mut self,
        cursor: &mut Cursor<'_>,
        values: Option<&[Value]>,
        place: Place,
    ) -> Option<bool> {
        let token = cursor.u8()?;
        match token & !MORE {
            0x00 => return Some(false),
            0x01 => self.open_element(cursor, token, place)?,
            0x02 => {
                self.close_attribute();
                self.text.push(b'>');
            }
            0x03 => {
                self.close_attribute();
                self.open.pop()?;
                self.text.extend_from_slice(b"/>");
            }
            0x04 => {
                let element = self.open.pop()?;
                self.text.extend_from_slice(b"</");
                self.text.extend_from_slice(&element.name);
                self.text.push(b'>');
            }
            0x05 => {
                // Only texts are written where they stand.
                let units = (cursor.u8()? == 1).then(|| cursor.counted_text())??;
                write_units(units, self.text);
            }
            0x06 => {
                self.close_attribute();
                let name = name(cursor, self.chunk)?;
                let before = self.text.len();
                self.text.push(b' ');
                self.text.extend_from_slice(&name);
                self.text.extend_from_slice(b"=\"");
                self.attribute = Some(Attribute { before, value: self.text.len() });
                self.open.last_mut()?.has_attributes = true;
            }
            0x07 => write_units(cursor.counted_text()?, self.text),
            0x08 => write_units(cursor.take(2)?, self.text),
            0x09 => {
                let name = name(cursor, self.chunk)?;
                self.text.push(b'&');
                self.text.extend_from_slice(&name);
                self.text.push(b';');
            }
            // Instructions for programs that read XML.
            0x0a => drop(name(cursor, self.chunk)?),
            0x0b => drop(cursor.counted_text()?),
            0x0c => self.template(cursor)?,
            0x0d | 0x0e => {
                let place = usize::from(cursor.u16()?);
                cursor.u8()?;
                self.value(values?.get(place)?)?;
            }
            0x0f => drop(cursor.take(3)?),
            _ => return None,
        }
        Some(true)
    }

    fn open_element(&mut self, cursor: &mut Cursor<'_>, token: u8, place: Place) -> Option<()> {
        if place == Place::Template {
            cursor.u16()?;
        }
        // Its size, which its tokens tell as well.
        cursor.u32()?;
        let name = name(cursor, self.chunk)?;
        // How much room its attributes take.
        if token & MORE != 0 {
            cursor.u32()?;
        }
        self.text.push(b'<');
        self.text.extend_from_slice(&name);
        self.open.push(Open { name, has_attributes: false });
        Some(())
    }

    /// Ends the attribute that is being written; one without a value is left out.
    fn close_attribute(&mut self) {
        match self.attribute.take() {
            Some(attribute) if self.text.len() == attribute.value => {
                self.text.truncate(attribute.before);
            }
            Some(_) => self.text.push(b'"'),
            None => {}
        }
    }

    /// A template with its values; its definition stands here the first time.
    fn template(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        cursor.take(5)?;
        let definition_at = cursor.u32()? as usize;
        let mut definition = Cursor::new(self.chunk, definition_at);
        // The next one of its list, and its id.
        definition.take(20)?;
        let size = definition.u32()? as usize;
        let body = definition.at()..definition.at().checked_add(size)?;
        if definition_at == cursor.at() {
            cursor.take(body.end - definition_at)?;
        }
        let n_values = cursor.u32()? as usize;
        let mut heads = Cursor::new(cursor.take(n_values.checked_mul(4)?)?, 0);
        let mut values = Vec::with_capacity(n_values);
        for _ in 0..n_values {
            let len = usize::from(heads.u16()?);
            let kind = heads.u8()?;
            heads.u8()?;
            let start = cursor.at();
            cursor.take(len)?;
            values.push(Value { kind, start, end: start + len });
        }
        self.fragment(body, Some(&values), Place::Template)
    }

    fn value(&mut self, value: &Value) -> Option<()> {
        if value.kind == BIN_XML {
            return self.fragment(value.start..value.end, None, Place::Alone);
        }
        let bytes = self.chunk.get(value.start..value.end)?;
        let mut items = value.items(bytes).peekable();
        let element = self.open.last();
        // As the system shows it: an element for each item.
        let between: Vec<u8> = match element {
            Some(element) if self.attribute.is_none() && !element.has_attributes => {
                let name = element.name.as_slice();
                [b"</", name, b"><", name, b">"].concat()
            }
            _ => b", ".to_vec(),
        };
        while let Some(item) = items.next() {
            write_value(value.item_kind(), item, self.text);
            if items.peek().is_some() {
                self.text.extend_from_slice(&between);
            }
            if self.text.len() > self.limit {
                return None;
            }
        }
        Some(())
    }
}

/// The name whose place in the chunk stands here; it may follow at once.
fn name(cursor: &mut Cursor<'_>, chunk: &[u8]) -> Option<Vec<u8>> {
    let at = cursor.u32()? as usize;
    let mut place = Cursor::new(chunk, at);
    // The next one of its list, and its hash.
    place.take(6)?;
    let units = place.counted_text()?;
    if at == cursor.at() {
        // A zero ends it.
        cursor.take(10 + units.len())?;
    }
    let mut name = Vec::new();
    write_text(units, &mut name);
    // Whatever stands there cannot become markup.
    let is_sign =
        |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte) || byte >= 0x80;
    name.iter_mut().filter(|byte| !is_sign(**byte)).for_each(|byte| *byte = b'_');
    (!name.is_empty()).then_some(name)
}
