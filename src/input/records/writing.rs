//! The output: lines, and JSON objects in them.

/// Puts records on the lines on which they began.
#[derive(Debug, Default)]
pub(in crate::input) struct Lines {
    n_raw: u64,
    n_text: u64,
}

impl Lines {
    /// Moves past these bytes of the export.
    pub(in crate::input) fn pass(&mut self, raw: &[u8]) {
        self.n_raw += memchr::memchr_iter(b'\n', raw).count() as u64;
    }

    /// Moves to the line of the record that begins here, unless that is past already.
    pub(in crate::input) fn begin(&mut self, text: &mut Vec<u8>) {
        let n_blank = self.n_raw.saturating_sub(self.n_text);
        text.resize(text.len() + usize::try_from(n_blank).unwrap_or(0), b'\n');
        self.n_text += n_blank;
    }

    /// Ends the line of a record.
    pub(in crate::input) fn end(&mut self, text: &mut Vec<u8>) {
        text.push(b'\n');
        self.n_text += 1;
    }

    /// A line of the export that is not a record, unchanged.
    pub(in crate::input) fn stray(&mut self, line: &[u8], text: &mut Vec<u8>) {
        self.begin(text);
        text.extend(line.iter().map(|&byte| if byte == b'\n' { b' ' } else { byte }));
        self.end(text);
    }
}

/// A JSON object being written.
#[derive(Debug)]
pub(in crate::input) struct Object<'t> {
    text: &'t mut Vec<u8>,
    has_members: bool,
}

impl<'t> Object<'t> {
    pub(in crate::input) fn open(text: &'t mut Vec<u8>) -> Self {
        text.push(b'{');
        Self { text, has_members: false }
    }

    /// Begins a member; `key` is already escaped. Write the value to the result.
    pub(in crate::input) fn raw_key(&mut self, key: &[u8]) -> &mut Vec<u8> {
        self.next();
        self.text.push(b'"');
        self.text.extend_from_slice(key);
        self.text.extend_from_slice(b"\":");
        self.text
    }

    /// Begins a member; `key` is not escaped.
    pub(in crate::input) fn key(&mut self, key: &[u8]) -> &mut Vec<u8> {
        self.next();
        string(key, self.text);
        self.text.push(b':');
        self.text
    }

    pub(in crate::input) fn close(self) {
        self.text.push(b'}');
    }

    fn next(&mut self) {
        if self.has_members {
            self.text.push(b',');
        }
        self.has_members = true;
    }
}

/// Writes a JSON string of these bytes; those that are not UTF-8 stay as they are.
pub(in crate::input) fn string(value: &[u8], text: &mut Vec<u8>) {
    text.push(b'"');
    let mut rest = value;
    while let Some(at) = rest.iter().position(|&byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        let (before, from) = rest.split_at(at);
        text.extend_from_slice(before);
        let Some((&byte, after)) = from.split_first() else { break };
        match byte {
            b'"' => text.extend_from_slice(b"\\\""),
            b'\\' => text.extend_from_slice(b"\\\\"),
            b'\n' => text.extend_from_slice(b"\\n"),
            b'\r' => text.extend_from_slice(b"\\r"),
            b'\t' => text.extend_from_slice(b"\\t"),
            _ => text.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        }
        rest = after;
    }
    text.extend_from_slice(rest);
    text.push(b'"');
}

/// Without leading white space, and how much that was.
pub(in crate::input) fn skip_space(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}
