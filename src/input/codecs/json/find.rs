//! Where the records are in a document, judged by its beginning.

use super::dialect;
use super::value::Scan;
use crate::input::records::writing::skip_space;

/// The path to the records of an export that begins like this, if it is one.
pub(super) fn path_in(head: &[u8]) -> Option<String> {
    let start = skip_space(head);
    let text = head.get(start..)?;
    if !matches!(text.first(), Some(b'{' | b'[')) {
        return None;
    }
    let mut search = Search {
        text,
        at: 0,
        path: String::new(),
        arrays: Vec::new(),
        is_entry: false,
        is_telling: false,
        is_only: false,
    };
    let is_whole = search.value(0).is_some();
    let rest = text.get(search.at..).unwrap_or_default();
    let follower = rest.get(skip_space(rest)).copied();
    // Lines of text may begin with a bracket, too.
    if is_whole && !matches!(follower, None | Some(b'{' | b'[')) {
        return None;
    }
    search.is_only = !is_whole || follower.is_none();
    search.choose().map(str::to_owned)
}

/// An array in the document.
struct Array {
    path: String,
    /// What its first item begins with.
    first: u8,
    n_items: usize,
    n_bytes: usize,
}

struct Search<'a> {
    text: &'a [u8],
    at: usize,
    path: String,
    arrays: Vec<Array>,
    /// The outermost object has a time or a level of its own, as an entry does.
    is_entry: bool,
    /// No other document follows.
    is_only: bool,
    /// It has a message, as an entry does, but also answers.
    is_telling: bool,
}

/// How deep records may be.
const MAX_DEPTH: usize = 8;

/// How many items of an array are searched for further arrays.
const MAX_ITEMS: usize = 2;

/// Lower-case names of arrays of records that may just as well be parts of a record.
const NAMES: &[&str] = &[
    "hits",
    "items",
    "data",
    "results",
    "result",
    "value",
    "values",
    "rows",
    "content",
    "list",
    "documents",
    "docs",
];

/// Ends of names of arrays of records.
const ENDS: &[&str] = &["events", "logs", "records", "entries", "messages", "alerts", "lines"];

impl Search<'_> {
    /// Walks through the value here; `None` if the text ends first.
    fn value(&mut self, depth: usize) -> Option<()> {
        self.space()?;
        match self.peek()? {
            b'{' if depth < MAX_DEPTH => self.object(depth),
            b'[' if depth < MAX_DEPTH => self.array(depth),
            _ => self.skip(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.at += 1;
        loop {
            self.space()?;
            match self.peek()? {
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                b',' => self.at += 1,
                b'"' => self.member(depth)?,
                _ => return None,
            }
        }
    }

    fn member(&mut self, depth: usize) -> Option<()> {
        let start = self.at + 1;
        self.skip()?;
        let key = self.text.get(start..self.at - 1)?;
        self.space()?;
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        self.space()?;
        if depth == 0 && matches!(self.peek()?, b'"' | b'0'..=b'9') {
            self.is_entry |= dialect::is_entry_key(key);
            self.is_telling |= dialect::is_telling_key(key);
        }
        let len = self.path.len();
        if len > 0 {
            self.path.push('.');
        }
        // A key that a path cannot hold leads nowhere.
        match std::str::from_utf8(key) {
            Ok(key) if !key.contains(['.', '[', ']', '\\']) => {
                self.path.push_str(key);
                self.value(depth + 1)?;
            }
            _ => self.skip()?,
        }
        self.path.truncate(len);
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        let len = self.path.len();
        let place = self.arrays.len();
        self.path.push_str("[]");
        let path = self.path.clone();
        self.arrays.push(Array { path, first: 0, n_items: 0, n_bytes: 0 });
        let start = self.at;
        let outcome = self.items(place, depth);
        if let Some(array) = self.arrays.get_mut(place) {
            array.n_bytes = self.at - start;
        }
        self.path.truncate(len);
        outcome
    }

    fn items(&mut self, place: usize, depth: usize) -> Option<()> {
        self.at += 1;
        loop {
            self.space()?;
            match self.peek()? {
                b']' => {
                    self.at += 1;
                    return Some(());
                }
                b',' => self.at += 1,
                b'}' | b':' => return None,
                first => {
                    let array = self.arrays.get_mut(place)?;
                    array.n_items += 1;
                    if array.n_items == 1 {
                        array.first = first;
                    }
                    if array.n_items <= MAX_ITEMS { self.value(depth + 1)? } else { self.skip()? }
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) -> Option<()> {
        self.at += skip_space(self.text.get(self.at..)?);
        Some(())
    }

    fn skip(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let Some(len) = Scan::default().end(rest) else {
            self.at = self.text.len();
            return None;
        };
        // A closing bracket or a comma is no value.
        self.at += len;
        (len > 0).then_some(())
    }

    /// The array of records, if one looks like it.
    fn choose(&self) -> Option<&str> {
        let known = self.arrays.iter().find(|array| dialect::is_known(&array.path, array.first));
        if let Some(array) = known {
            return Some(&array.path);
        }
        let root = self.arrays.first().filter(|array| array.path == "[]");
        if let Some(array) = root {
            return (array.first == b'{').then_some(&array.path);
        }
        let plain = |array: &&Array| {
            let is_entry = self.is_entry || (self.is_telling && !self.is_only);
            array.first == b'{' && array.path.matches("[]").count() == 1 && !is_entry
        };
        let plain = || self.arrays.iter().filter(plain);
        let is_named = |array: &&Array| {
            let name = array.name();
            let is_general = || self.is_only && NAMES.contains(&name.as_str());
            ENDS.iter().any(|end| name.ends_with(end)) || is_general()
        };
        let named = plain().filter(is_named).max_by_key(|array| array.n_bytes);
        let long = plain().filter(|array| array.n_items > 2 && array.n_bytes * 2 > self.text.len());
        let long = long.max_by_key(|array| array.n_bytes).filter(|_| self.is_only);
        named.or(long).map(|array| array.path.as_str())
    }
}

impl Array {
    /// The key before it, in lower case.
    fn name(&self) -> String {
        let path = self.path.strip_suffix("[]").unwrap_or(&self.path);
        path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase()
    }
}
