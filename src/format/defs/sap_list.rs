//! Logs of SAP's Java application servers, with `#` between cells: the list format of `NetWeaver`,
//! versions 1.3 to 2.0 (layout 0), and the default trace of the cloud, Neo (layout 1).
//!
//! A record takes several lines. The version says which cell is which; up to 1.5 some cells came and
//! went, so the severity is recognised by its word.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::roles::time_of;
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "sap_list",
        title: "SAP NetWeaver Java log",
        definition_url: "https://help.sap.com/saphelp_nwce72/helpdata/en/53/82dae7c2f5439a8afd1b0ee95c2e45/content.htm",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    n_layouts: 2,
    parser: |layout, _, assumptions| {
        let times = TimeParser::new(assumptions);
        Box::new(SapList { is_cloud: layout == 1, times, stamp: Vec::new() })
    },
    ..BLOCKS
};

/// The cells of version 2.0 behind the version; those without a name are read as something else.
const LIST_2: [&str; KIND_AT] = [
    "",
    "",
    "",
    "source_name",
    "message_code",
    "csn_component",
    "dc_component",
    "guid",
    "correlation_id",
    "application",
    "location",
    "user",
    "session",
    "transaction",
    "dsr_root_context_id",
    "dsr_transaction",
    "dsr_connection",
    "dsr_counter",
    "thread",
];

/// Where these say of what kind the message is, and whose session it was.
const KIND_AT: usize = 19;
const SESSION_AT: usize = 12;

/// The first cells of version 1.5.
const LIST_1_5: [&str; 8] =
    ["guid", "", "source_name", "application", "location", "user", "session", "transaction"];

/// The first cells of versions before 1.5.
const LIST_1: [&str; 5] = ["guid", "", "source_name", "location", "thread"];

/// The first cells of the cloud's default trace; the last ones are the tenant and the text.
const CLOUD: [&str; 11] = [
    "",
    "",
    "",
    "logger",
    "ach",
    "user",
    "thread",
    "bundle_name",
    "jp_space",
    "jp_appliance",
    "jp_component",
];

struct SapList {
    is_cloud: bool,
    times: TimeParser,
    /// The time as other programs write it.
    stamp: Vec<u8>,
}

/// Where a cell stands.
type Cell = (usize, usize);

/// The version that a record begins with, and where its first cell begins: behind `#2.0#`,
/// `#1.5 #` or `#2.0^H#`.
fn version(line: &[u8]) -> Option<(u8, usize)> {
    let (&[b'#', major @ b'1'..=b'2', b'.', minor @ b'0'..=b'9'], rest) =
        line.split_first_chunk::<4>()?
    else {
        return None;
    };
    let gap: &[u8] = match rest {
        [b' ' | 8, b'#', ..] => b" #",
        [b'^', b'H', b'#', ..] => b"^H#",
        [b'#', ..] => b"#",
        _ => return None,
    };
    Some(((major - b'0') * 10 + minor - b'0', 4 + gap.len()))
}

/// The length of `2024 02 03 04:05:06`, with `:789` behind it if it is there.
fn stamp_len(text: &[u8]) -> Option<usize> {
    const MODEL: &[u8] = b"0000 00 00 00:00:00";
    let is_like = |text: &[u8], model: &[u8]| {
        text.len() == model.len()
            && text.iter().zip(model).all(|(byte, model)| match model {
                b'0' => byte.is_ascii_digit(),
                sign => byte == sign,
            })
    };
    let is_one = is_like(text.get(..MODEL.len())?, MODEL);
    let rest = text.get(MODEL.len()..)?;
    let n_more = if rest.get(..4).is_some_and(|rest| is_like(rest, b":000")) { 4 } else { 0 };
    is_one.then_some(MODEL.len() + n_more)
}

fn severity(word: &[u8]) -> Option<Level> {
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    if is("path") { Some(Level::Trace) } else { Level::from_word(word) }
}

impl Parser for SapList {
    fn starts(&mut self, line: &[u8]) -> bool {
        if self.is_cloud {
            return stamp_len(line).is_some_and(|len| line.get(len) == Some(&b'#'));
        }
        version(line).is_some_and(|(version, at)| {
            let rest = line.get(at..).unwrap_or_default();
            version != 20 || stamp_len(rest).is_some()
        })
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let read = if self.is_cloud {
            self.cloud(entry, names, out)
        } else {
            match version(entry) {
                Some((20, at)) => self.list_2(entry, at, names, out),
                Some((version, at)) => self.list_1(entry, (version, at), names, out),
                None => None,
            }
        };
        read.is_some()
    }
}

impl SapList {
    fn list_2(
        &mut self,
        entry: &[u8],
        at: usize,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let (cells, _) = cells(entry, at, KIND_AT + 2);
        self.head(entry, &cells, out)?;
        let kind_at = kind_at(entry, &cells)?;
        // Some versions leave out cells between the session and the thread.
        let n_sure = if kind_at == KIND_AT { kind_at } else { kind_at.min(SESSION_AT + 1) };
        push_all(entry, cells.get(..n_sure)?, &LIST_2, names, out);
        if kind_at != KIND_AT {
            push_all(entry, cells.get(kind_at - 1..kind_at)?, &["thread"], names, out);
        }
        push_all(entry, cells.get(kind_at + 1..=kind_at + 1)?, &["resource_bundle"], names, out);
        Self::message(entry, &cells, (kind_at, 1), names, out)
    }

    fn list_1(
        &mut self,
        entry: &[u8],
        (version, at): (u8, usize),
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let (cells, _) = cells(entry, at, 24);
        let kind_at = kind_at(entry, &cells).filter(|at| *at > 3)?;
        let text = |at: usize| cells.get(at).and_then(|&(from, to)| entry.get(from..to));
        let level_at = |at: usize| text(at).and_then(severity);
        let severity_at = (3..kind_at).rev().find(|at| level_at(*at).is_some())?;
        let reading = time_of(text(1)?, &mut self.times)?;
        out.set_time(reading);
        out.level = level_at(severity_at)?;
        let known: &[&str] = if version >= 15 { &LIST_1_5 } else { &LIST_1 };
        push_all(entry, cells.get(..kind_at)?, known, names, out);
        if version >= 15
            && let Some(thread) = severity_at.checked_sub(4)
        {
            push_all(entry, cells.get(thread..=thread)?, &["thread"], names, out);
        }
        Self::message(entry, &cells, (kind_at, 2), names, out)
    }

    /// Takes the text behind the kind and so many cells more: up to the sign that ends the record
    /// or, of the kind `Java`, up to the number of its arguments.
    fn message(
        entry: &[u8],
        cells: &[Cell],
        (kind_at, n_more): (usize, usize),
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let before = cells.get(kind_at + n_more)?.1;
        let sign = memchr::memchr(b'#', entry.get(before..)?)?;
        let rest = entry.get(before + sign + 1..)?;
        let text = rest.trim_ascii_start();
        let start = entry.len() - text.len();
        let text = text.trim_ascii_end();
        let text = text.strip_suffix(b"#").unwrap_or(text);
        let is_java =
            cells.get(kind_at).is_some_and(|&(from, to)| entry.get(from..to) == Some(b"Java"));
        let len = match memchr::memchr(b'#', text).filter(|_| is_java) {
            Some(len) => {
                if len + 1 < text.len() {
                    out.push(names.intern(b"arguments"), start + len + 1, start + text.len());
                }
                len
            }
            None => text.trim_ascii_end().len(),
        };
        out.message = TextRef::from_range(start, start + len);
        Some(())
    }

    fn cloud(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let (cells, rest) = cells(entry, 0, usize::MAX);
        self.head(entry, &cells, out)?;
        push_all(entry, &cells, &CLOUD, names, out);
        let others = cells.get(CLOUD.len()..)?;
        push_all(entry, others.get(others.len().checked_sub(1)?..)?, &["tenant_alias"], names, out);
        let text = entry.get(rest..).unwrap_or_default().trim_ascii_end();
        let text = text.strip_suffix(b"|").unwrap_or(text);
        out.message = TextRef::from_range(rest, rest + text.len());
        Some(())
    }

    /// Takes time and severity from the first four cells: the time, its zone, the severity, a name.
    fn head(&mut self, entry: &[u8], cells: &[Cell], out: &mut Parsed) -> Option<()> {
        let [time, zone, level, _, ..] = cells else { return None };
        let text = |cell: &Cell| entry.get(cell.0..cell.1);
        out.level = severity(text(level)?)?;
        let time = text(time)?;
        (stamp_len(time)? == time.len()).then_some(())?;
        self.stamp.clear();
        for (place, byte) in time.iter().enumerate() {
            self.stamp.push(match place {
                4 | 7 => b'-',
                19 => b'.',
                _ => *byte,
            });
        }
        push_zone(text(zone)?, &mut self.stamp);
        let (reading, len) = self.times.parse(TimeShape::Iso, &self.stamp)?;
        (len == self.stamp.len()).then(|| out.set_time(reading))
    }
}

/// The cell that says of what kind the message is.
fn kind_at(entry: &[u8], cells: &[Cell]) -> Option<usize> {
    let is_kind = |&(from, to): &Cell| matches!(entry.get(from..to), Some(b"Plain" | b"Java"));
    cells.iter().position(is_kind)
}

/// Adds `+0100`, `+5:30`, `+00` or, as some versions write it, `0-500` as other programs write it.
fn push_zone(zone: &[u8], to: &mut Vec<u8>) {
    let signed = zone.strip_prefix(b"0").unwrap_or(zone);
    let Some((sign @ (b'+' | b'-'), rest)) = signed.split_first() else { return };
    let digits: Vec<u8> = rest.iter().copied().filter(u8::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_slice(), &b"00"[..]),
        n @ 3..=4 => digits.split_at_checked(n - 2).unwrap_or_default(),
        _ => return,
    };
    to.push(*sign);
    to.extend_from_slice(if hours.len() == 1 { b"0" } else { b"" });
    to.extend_from_slice(hours);
    to.push(b':');
    to.extend_from_slice(minutes);
}

/// The first `n` cells from `at` on, line ends around them left out, and where the next begins.
fn cells(entry: &[u8], mut at: usize, n: usize) -> (Vec<Cell>, usize) {
    let mut cells = Vec::new();
    while cells.len() < n {
        let rest = entry.get(at..).unwrap_or_default();
        let is_plain =
            |sign: &usize| sign.checked_sub(1).and_then(|at| rest.get(at)) != Some(&b'\\');
        let Some(len) = memchr::memchr_iter(b'#', rest).find(is_plain) else { break };
        let text = rest.get(..len).unwrap_or_default();
        let start = at + len - text.trim_ascii_start().len();
        cells.push((start, start + text.trim_ascii().len()));
        at += len + 1;
    }
    (cells, at)
}

fn push_all(
    entry: &[u8],
    cells: &[Cell],
    known: &[&str],
    names: &mut FieldNames,
    out: &mut Parsed,
) {
    for (&(from, to), name) in cells.iter().zip(known) {
        let is_some = !matches!(entry.get(from..to), None | Some(b"" | b"null" | b"n/a"));
        if !name.is_empty() && is_some {
            out.push(names.intern(name.as_bytes()), from, to);
        }
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "#2.0 #2024 02 03 04:05:06:789#+0100#Error#com.example.ferry.Pier#\ncom.example.000077#FE-RRY#example.org/pier#C000C0000209000100000007#4711#example.org/ferry#com.example.ferry.Pier#mate#0##A1#B2#0#Thread[Tide Worker,5,main]#Plain##\nNo pier\njava.lang.IllegalStateException: the tide is low\n\tat ferry.Pier.moor(Pier.java:7)\n#",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Error,
        message: "No pier\njava.lang.IllegalStateException: the tide is low\n\tat ferry.Pier.moor(Pier.java:7)",
        fields: &[
            ("source_name", "com.example.ferry.Pier"),
            ("message_code", "com.example.000077"),
            ("csn_component", "FE-RRY"),
            ("application", "example.org/ferry"),
            ("user", "mate"),
            ("thread", "Thread[Tide Worker,5,main]"),
        ],
    },
    Sample {
        text: "#2.0^H#2024 02 03 04:05:07:001#0-500#Info#/System/Ferry#\n###C000C0000209000100000008###ferry########Thread[main]#Java##\nStarted {0}#1#pier#",
        time: "2024-02-03T09:05:07.001Z",
        level: Level::Info,
        message: "Started {0}",
        fields: &[("source_name", "/System/Ferry"), ("location", "ferry"), ("arguments", "1#pier")],
    },
    Sample {
        text: "#1.5 #C000C00002090001#1706933106789#com.example.Ferry#example.org/ferry#com.example.Ferry#mate#0##n/a##a1b2#Tide_Worker_7##0#0#Warning#1#/System/Ferry#Plain###The tide is low#",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Warn,
        message: "The tide is low",
        fields: &[("location", "com.example.Ferry"), ("user", "mate"), ("thread", "Tide_Worker_7")],
    },
    Sample {
        text: "2024 02 03 04:05:06#+00#INFO#com.example.Ferry##mate#http-bio-7##quay#ferry#web#null#null#quay#Cast off|",
        time: "2024-02-03T04:05:06Z",
        level: Level::Info,
        message: "Cast off",
        fields: &[
            ("logger", "com.example.Ferry"),
            ("thread", "http-bio-7"),
            ("jp_space", "quay"),
            ("tenant_alias", "quay"),
        ],
    },
];
