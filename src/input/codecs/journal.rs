//! The journal export format of systemd: `NAME=value` a line, or a name, the value's length in
//! eight bytes and the value; a blank line ends the record.
//!
//! Defined at <https://systemd.io/JOURNAL_EXPORT_FORMATS/>. Comes out as `journalctl -o json`
//! would write it.

use crate::input::decoder::{Codec, CodecInput, FirstBytes, Raw};
use crate::input::encoding::BOM;
use crate::input::records::writing::{Lines, Object, string};
use crate::input::records::{MAX_RECORD_BYTES, Reader, Step};

/// The row of the table.
pub(super) const CODEC: Codec = Codec {
    id: "journal_export",
    input: CodecInput::Text,
    seems: "a journal export",
    recognise,
    start: |_| Box::new(Journal::default()),
};

/// Text that begins with fields, one of which is the time of the journal.
fn recognise(head: FirstBytes<'_>) -> Option<String> {
    const TIME: &[u8] = b"__REALTIME_TIMESTAMP=";
    let bytes = head.bytes.strip_prefix(BOM).unwrap_or(head.bytes);
    let Field::Text { name, .. } = field(Raw { bytes, is_last: false }) else {
        return None;
    };
    let starts_line = |at: usize| at == 0 || head.bytes.get(at - 1) == Some(&b'\n');
    let is_one =
        name.starts_with(b"__") && memchr::memmem::find_iter(head.bytes, TIME).any(starts_line);
    is_one.then(String::new)
}

#[derive(Debug, Default)]
struct Journal {
    /// Bytes of the record in front whose fields are known to be complete.
    n_known: usize,
    is_cut: bool,
    lines: Lines,
}

impl Reader for Journal {
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        loop {
            let rest = raw.from(self.n_known);
            let is_over = raw.is_last && rest.bytes.is_empty();
            match field(rest) {
                Field::Blank { len } => return self.record(raw.bytes, len, text),
                Field::Text { len, .. } | Field::Binary { len, .. } => self.n_known += len,
                Field::Unfinished if is_over && self.n_known > 0 => {
                    return self.record(raw.bytes, 0, text);
                }
                Field::Unfinished if raw.is_last && !raw.bytes.is_empty() => {
                    self.is_cut = true;
                    return self.record(raw.bytes, rest.bytes.len(), text);
                }
                Field::Unfinished => return Step::More,
                // What came before in the record is kept.
                Field::Wrong if self.n_known > 0 => return self.record(raw.bytes, 0, text),
                Field::Wrong => return Step::Damaged,
            }
        }
    }

    fn may_end(&self) -> bool {
        !self.is_cut
    }

    fn lines(&mut self) -> Option<&mut Lines> {
        Some(&mut self.lines)
    }
}

impl Journal {
    /// Writes the record of the known fields; the `n_more` bytes after them are done too.
    fn record(&mut self, raw: &[u8], n_more: usize, text: &mut Vec<u8>) -> Step {
        let n_used = self.n_known + n_more;
        if n_used > MAX_RECORD_BYTES {
            return Step::Damaged;
        }
        let mut rest = raw.get(..self.n_known).unwrap_or_default();
        self.n_known = 0;
        if !rest.is_empty() {
            self.lines.begin(text);
            let mut object = Object::open(text);
            while let Field::Text { name, value, len } | Field::Binary { name, value, len } =
                field(Raw { bytes: rest, is_last: true })
            {
                string(value, object.key(name));
                rest = rest.get(len..).unwrap_or_default();
            }
            object.close();
            self.lines.end(text);
        }
        Step::Used(n_used)
    }
}

/// What the next bytes are, and their length including the line end.
enum Field<'a> {
    Text { name: &'a [u8], value: &'a [u8], len: usize },
    Binary { name: &'a [u8], value: &'a [u8], len: usize },
    Blank { len: usize },
    Unfinished,
    Wrong,
}

fn field(raw: Raw<'_>) -> Field<'_> {
    let text = raw.bytes;
    let end = match memchr::memchr(b'\n', text) {
        Some(end) => end,
        // A last line without its end is still a field, though maybe cut.
        None if raw.is_last && text.contains(&b'=') => text.len(),
        None => return Field::Unfinished,
    };
    let line = text.get(..end).unwrap_or_default();
    let len = (end + 1).min(text.len());
    // Values of one line hold no control characters: a return is of a line end that was rewritten.
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Field::Blank { len };
    }
    if line.starts_with(BOM) {
        return Field::Blank { len: BOM.len() };
    }
    let name_end = memchr::memchr(b'=', line).unwrap_or(line.len());
    let (name, value) = line.split_at(name_end);
    if !name.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
    {
        return Field::Wrong;
    }
    match value.split_first() {
        Some((_, value)) => Field::Text { name, value, len },
        None => binary(text, name, len),
    }
}

/// The value of `name`, which comes next on a line of its own, by its length.
fn binary<'a>(text: &'a [u8], name: &'a [u8], line_len: usize) -> Field<'a> {
    let Some((size, rest)) = text.get(line_len..).and_then(<[u8]>::split_first_chunk::<8>) else {
        return Field::Unfinished;
    };
    let size = usize::try_from(u64::from_le_bytes(*size)).unwrap_or(usize::MAX);
    if size > MAX_RECORD_BYTES {
        return Field::Wrong;
    }
    match rest.split_at_checked(size) {
        Some((value, [b'\n', ..])) => Field::Binary { name, value, len: line_len + 9 + size },
        Some((value, [b'\r', b'\n', ..])) => {
            Field::Binary { name, value, len: line_len + 10 + size }
        }
        Some((_, [b'\r'])) => Field::Unfinished,
        Some((_, [_, ..])) => Field::Wrong,
        _ => Field::Unfinished,
    }
}
