//! Fields in messages: `key=value` and `key:value` pairs, addresses, and an object at the end.
//!
//! Programs put what matters into pairs even if their log has no structure; as fields, these can be
//! counted and compared. Formats whose entries are all structure do not need this.
//!
//! Only the first line of a message has pairs: below it come traces and dumps, whose numbers are not
//! fields. A multi-line value (`err=<`, indented lines, ` >`, as klog writes it) is taken whole, and
//! the line continues after it.

mod address;
mod label;
mod request;
mod signs;
mod value;

use std::ops::Range;

use super::json::Members;
use super::scan::line_end;
use super::{FieldNames, Parsed, TextRef};
use crate::units::FieldId;
use address::{Address, address_at};
use label::{Label, label_at};
use request::{Request, request_at};
use signs::Signs;
use value::{BLOCK_END, MAX_KEY, barred_value_at, block_at, value_at};

/// How far into a message pairs are searched for, in bytes.
const REACH: usize = 4096;
/// How many pairs are taken from a message.
const MAX_PAIRS: usize = 32;
/// Finds fields in messages.
#[derive(Default)]
pub(super) struct Pairs {
    /// The fields of addresses and their ports.
    ids: Option<[FieldId; 2]>,
    members: Option<Box<Members>>,
}

/// The state of scanning a message.
struct Scan<'a> {
    message: &'a [u8],
    /// Where the message begins in the entry.
    start: usize,
    /// Everything before this is part of what was taken.
    taken_to: usize,
    n_taken: usize,
    /// A pair with a colon that becomes credible once there is another.
    pending: Option<Label>,
    is_object_tried: bool,
    names: &'a mut FieldNames,
    out: &'a mut Parsed,
}

impl Pairs {
    /// Adds the fields found in the message; unescaped text has none.
    pub(super) fn add(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) {
        let start = out.message.start as usize;
        let end = (start + out.message.len as usize).min(start.saturating_add(REACH));
        let Some(message) = entry.get(start..end) else { return };
        let mut signs = Signs::new(entry.get(..end).unwrap_or_default(), start);
        // Most messages have none.
        if let Some(first) = signs.next() {
            self.add_from((first, signs), (entry, message), names, out);
        }
    }

    /// Adds what surrounds the first sign and those after it.
    #[inline(never)]
    fn add_from(
        &mut self,
        (first, signs): (usize, Signs<'_>),
        (entry, message): (&[u8], &[u8]),
        names: &mut FieldNames,
        out: &mut Parsed,
    ) {
        let start = out.message.start as usize;
        let mut scan = Scan {
            message,
            start,
            taken_to: 0,
            n_taken: 0,
            pending: None,
            is_object_tried: false,
            names,
            out,
        };
        let mut first_line_end = line_end(message, 0);
        for at in std::iter::once(first).chain(signs) {
            if at > first_line_end || scan.n_taken >= MAX_PAIRS {
                break;
            }
            if at < scan.taken_to {
                continue;
            }
            match message.get(at) {
                Some(b'=') => {
                    if let Some(block_end) = scan.equals(at) {
                        first_line_end = line_end(message, block_end);
                    }
                }
                Some(b':') if at > 0 && message.get(at - 1) == Some(&b'"') => {
                    self.object(&mut scan, entry.len());
                }
                sign => {
                    if let Some(found) = address_at(message, at) {
                        self.address(&mut scan, found);
                    } else if sign == Some(&b'.')
                        && let Some(found) = request_at(message, at)
                    {
                        scan.request(found);
                    } else if sign == Some(&b':') {
                        scan.colon(at);
                    }
                }
            }
        }
    }

    fn address(&mut self, scan: &mut Scan<'_>, found: Address) {
        if found.start < scan.taken_to {
            return;
        }
        let Scan { names, .. } = scan;
        let [ip, port] =
            *self.ids.get_or_insert_with(|| [names.intern(b"ip"), names.intern(b"port")]);
        // What the format itself says of it says more.
        let place = u32::try_from(scan.start + found.start).unwrap_or(u32::MAX);
        if !scan.out.fields.iter().any(|(_, known)| known.start == place) {
            scan.push(ip, found.start..found.end);
            if let Some(digits) = found.port {
                scan.push(port, digits);
            }
        }
        scan.taken_to = scan.taken_to.max(found.end);
    }

    /// Takes the members of the object that the message ends with.
    fn object(&mut self, scan: &mut Scan<'_>, entry_len: usize) {
        if std::mem::replace(&mut scan.is_object_tried, true) {
            return;
        }
        // Monolog ends its lines with two of them, each an empty list where there is nothing.
        let mut message = scan.message.trim_ascii_end();
        while let Some(rest) = message.strip_suffix(b" []") {
            message = rest;
        }
        let Some(first) = memchr::memmem::find(message, b"{\"") else { return };
        if let Some(second) = memchr::memmem::rfind(message, b"} {\"").filter(|at| *at > first)
            && self.members_of(scan, first..second + 1, entry_len)
        {
            self.members_of(scan, second + 2..message.len(), entry_len);
        } else {
            self.members_of(scan, first..message.len(), entry_len);
        }
    }

    /// Takes the members of the object in this part of the message, if it is one.
    fn members_of(&mut self, scan: &mut Scan<'_>, range: Range<usize>, entry_len: usize) -> bool {
        let members = self.members.get_or_insert_with(|| Box::new(Members::plain()));
        let (at, end) = (range.start, range.end);
        let text = scan.message.get(range).unwrap_or_default();
        let Some((object, inner)) = members.read(text, scan.names) else { return false };
        let n_before = entry_len + scan.out.unescaped.len();
        for &(id, value) in inner.fields.iter().take(MAX_PAIRS) {
            let start = match (value.start as usize).checked_sub(object.len()) {
                None => scan.start + at + value.start as usize,
                Some(start) => n_before + start,
            };
            scan.out.fields.push((id, TextRef::from_range(start, start + value.len as usize)));
        }
        scan.out.unescaped.extend_from_slice(&inner.unescaped);
        scan.taken_to = end;
        true
    }
}

impl Scan<'_> {
    fn push(&mut self, id: FieldId, value: Range<usize>) {
        self.taken_to = self.taken_to.max(value.end);
        self.n_taken += 1;
        self.out.push(id, self.start + value.start, self.start + value.end);
    }

    /// A request, unless the format itself knows of it.
    fn request(&mut self, found: Request) {
        let Request { method, path, protocol, status, bytes } = found;
        let place = u32::try_from(self.start + method.start).unwrap_or(u32::MAX);
        let is_known = self.out.fields.iter().any(|(_, known)| known.start == place);
        self.taken_to = self.taken_to.max(protocol.end);
        if is_known {
            return;
        }
        let parts: [(&[u8], _); 5] = [
            (b"method", Some(method)),
            (b"path", Some(path)),
            (b"protocol", Some(protocol)),
            (b"status", status),
            (b"bytes", bytes),
        ];
        for (name, part) in parts {
            if let Some(part) = part {
                let id = self.names.intern(name);
                self.push(id, part);
            }
        }
    }

    /// A pair with the sign at `equals`; returns the end of a value of several lines.
    fn equals(&mut self, equals: usize) -> Option<usize> {
        let key = key_before(self.message, equals).filter(|key| key.start >= self.taken_to)?;
        let block = block_at(self.message, equals + 1);
        let block_end = block.as_ref().map(|block| block.end + BLOCK_END.len());
        let is_barred = key.start > 0 && self.message.get(key.start - 1) == Some(&b'|');
        let barred = || is_barred.then(|| barred_value_at(self.message, equals + 1)).flatten();
        let value = block.or_else(barred).or_else(|| value_at(self.message, equals + 1))?;
        let id = self.names.intern(self.message.get(key).unwrap_or_default());
        self.push(id, value);
        block_end
    }

    /// A pair with a colon: alone only where its name is usual.
    fn colon(&mut self, colon: usize) {
        let Some(label) = label_at(self.message, colon) else { return };
        if label.key.start < self.taken_to {
            return;
        }
        self.taken_to = label.value.end;
        if !label.is_usual && self.pending.is_none() && self.n_taken == 0 {
            self.pending = Some(label);
            return;
        }
        for label in self.pending.take().into_iter().chain([label]) {
            let id = self.names.intern(self.message.get(label.key).unwrap_or_default());
            self.push(id, label.value);
        }
    }
}

/// The name that ends at `equals`, if it is set apart and does not look generated.
fn key_before(message: &[u8], equals: usize) -> Option<Range<usize>> {
    let before = message.get(..equals)?;
    let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let len = before.iter().rev().take(MAX_KEY + 1).take_while(is_key).count();
    let start = equals - len;
    let key = before.get(start..)?;
    let is_first = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    // Names with many digits are values of something else.
    let n_digits = key.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_name = key.first().is_some_and(is_first) && len <= MAX_KEY && n_digits <= 2;
    let is_apart = start.checked_sub(1).and_then(|at| before.get(at)).is_none_or(|byte| {
        matches!(byte, b' ' | b'\t' | b'\n' | b'[' | b'(' | b'{' | b',' | b';' | b'|' | b'<')
    });
    (is_name && is_apart).then_some(start..equals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, pairs: &[(&str, &str)]) {
        let (mut names, mut out) = (FieldNames::new(), Parsed::default());
        out.message = TextRef::from_range(0, message.len());
        Pairs::default().add(message.as_bytes(), &mut names, &mut out);
        let read: Vec<_> = out
            .fields
            .iter()
            .map(|&(id, value)| (names.name(id), out.text(message.as_bytes(), value)))
            .collect();
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| (*key, value.as_bytes())).collect();
        assert_eq!(read, pairs);
    }

    #[test]
    fn pairs_that_stand_apart_are_fields() {
        check(
            "lost ship=dove, crew=7; port='old town'",
            &[("ship", "dove"), ("crew", "7"), ("port", "old town")],
        );
        check(
            "state [id=4 name=\"a b\"] uid= gid=0",
            &[("id", "4"), ("name", "a b"), ("gid", "0")],
        );
    }

    #[test]
    fn values_end_where_they_close_what_they_open() {
        check(
            "sent relay=mx[192.0.2.1]:25, to=<ida@example.org>, [tries=3] b=2: x",
            &[("relay", "mx[192.0.2.1]:25"), ("to", "ida@example.org"), ("tries", "3"), ("b", "2")],
        );
    }

    #[test]
    fn values_hold_what_is_in_their_quotes_brackets_or_bars() {
        check("sent q={a=*:*} pos=(1,2), n=3", &[("q", "{a=*:*}"), ("pos", "(1,2)"), ("n", "3")]);
        check(r#"by="ida \"owl\" b" n=4"#, &[("by", r#"ida \"owl\" b"#), ("n", "4")]);
        check(r#"dir="c:\mill\" n=4"#, &[("dir", r"c:\mill\"), ("n", "4")]);
        check(r#"dir="c:\mill\""#, &[("dir", r"c:\mill\")]);
        check("a=1|crew=ida and ben|n=4", &[("a", "1"), ("crew", "ida and ben"), ("n", "4")]);
        check("lost |a=1 b=2", &[("a", "1"), ("b", "2")]);
        check("with n=[a, b]", &[("n", "[a")]);
    }

    #[test]
    fn requests_in_quotes_are_fields() {
        let method = ("method", "GET");
        check(
            r#"/192.0.2.1:80 "GET /a?b=1 HTTP/1.1" 200 12"#,
            &[
                ("ip", "192.0.2.1"),
                ("port", "80"),
                method,
                ("path", "/a?b=1"),
                ("protocol", "HTTP/1.1"),
                ("status", "200"),
                ("bytes", "12"),
            ],
        );
        check(
            r#"took "GET /a b HTTP/1.0" 2001 ms"#,
            &[method, ("path", "/a b"), ("protocol", "HTTP/1.0")],
        );
        check(r#"GET /a HTTP/1.1 and "get /a HTTP/1.1" of "HTTP/1.1""#, &[]);
    }

    #[test]
    fn pairs_are_of_the_first_line() {
        check("lost ship=dove\n\tcrew=7", &[("ship", "dove")]);
        check("lost err=<\n\ta=1\n\tb\n > tries=3\n\tc=4", &[("err", "a=1\n\tb"), ("tries", "3")]);
        check("lost err=<\n\tno end", &[("err", "<")]);
    }

    #[test]
    fn comparisons_addresses_and_generated_names_are_no_pairs() {
        check("a == b, /x?y=1&z=2, n0a1b2=3, x=", &[]);
    }

    #[test]
    fn colons_make_pairs_where_there_are_more_or_the_name_is_usual() {
        check("scanned rows:17 pages:3 12ms", &[("rows", "17"), ("pages", "3")]);
        check("scanned rows:17", &[]);
        check("refused user:ida", &[("user", "ida")]);
        check("refused (User: ida, Port: 22)", &[("User", "ida"), ("Port", "22")]);
        check("user: ida is refused", &[]);
        check("at 10:20:30 std::rc::Rc of http://a/b and Kiln.java:12 dies:", &[]);
    }

    #[test]
    fn addresses_are_fields_unless_a_pair_has_them() {
        check(
            "lost 192.0.2.1:80, then 192.0.2.2.",
            &[("ip", "192.0.2.1"), ("port", "80"), ("ip", "192.0.2.2")],
        );
        check("peer=192.0.2.1:80 gone", &[("peer", "192.0.2.1:80")]);
        check(
            "to kiln/192.0.2.1:80 and /192.0.2.7#53",
            &[("ip", "192.0.2.1"), ("port", "80"), ("ip", "192.0.2.7"), ("port", "53")],
        );
        check(
            "by ::1, [fe80::1]:22 and ::ffff:192.0.2.9",
            &[("ip", "::1"), ("ip", "fe80::1"), ("port", "22"), ("ip", "::ffff:192.0.2.9")],
        );
        check(
            "Gull/120.0.0.0, version 1.2.3.4, 1.2.3, 1.2.3.4.5, 1.2.3.4-5, 300.1.1.1, ab:cd:ef:01:02:03",
            &[],
        );
    }

    #[test]
    fn the_object_at_the_end_has_its_members_taken() {
        check(
            r#"fired {"pot":{"id":4},"glaze":"a\"b","none":null}"#,
            &[("pot.id", "4"), ("glaze", "a\"b")],
        );
        check(r#"fired {"pot":4} [] []"#, &[("pot", "4")]);
        check(r#"fired {"pot":4} {"kiln":"b"}"#, &[("pot", "4"), ("kiln", "b")]);
        check(r#"fired {"pot":4} twice"#, &[]);
        check(r#"fired {"pot":"#, &[]);
    }
}
