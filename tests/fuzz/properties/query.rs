//! Any text as a query, over any text as a log.

use std::collections::BTreeMap;

use logscry::aggregate::order::FIRST_KEY;
use logscry::format::{Framing, Plan, PlanFormat};
use logscry::ingest::Sizes;
use logscry::input::ContentKind;
use logscry::query::{Syntax, parse};
use logscry::session::{LIST, ReadPlan, Session};
use logscry::store::RowKey;
use logscry::time::Assumptions;
use logscry::units::{ByteSpan, SourceId};

use super::choices::Choices;
use crate::feed::{MODIFIED, Memory, run};
use crate::view::{View as _, ViewSpec};

pub(crate) fn check(mut choices: Choices<'_>) {
    let block_bytes = choices.size() as u64 * 4;
    let is_bounded = choices.flag();
    let data = choices.rest();
    let (query, log) = match memchr(b'\n', data) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, &b"one\n"[..]),
    };
    let query = String::from_utf8_lossy(query);
    let n_units = query.encode_utf16().count();
    let parsed = match parse(&query) {
        Ok(parsed) => parsed,
        Err(error) => {
            let (start, end) = (error.start as usize, error.end as usize);
            assert!(start < end && end <= n_units, "{error:?} in {query:?}");
            assert!(!error.message.is_empty());
            return;
        }
    };
    for used in &parsed.fields {
        assert!(used.start < used.end && used.end as usize <= n_units, "{used:?} in {query:?}");
    }
    let not = format!("-({query})");
    // What is left open at its end would take the bracket in.
    if parse(&not).is_err() || parse(&format!("{query})")).is_ok() {
        return;
    }
    let small = Sizes { block_bytes, ..Sizes::default() };
    let mut session = session_of(log, small);
    if is_bounded {
        session.set_budget(Some(0));
    }
    let found = rows(&mut session, &query);
    let left = rows(&mut session, &not);
    let mut both = [found.as_slice(), &left].concat();
    both.sort();
    assert_eq!(both, rows(&mut session, ""), "what {query:?} finds and what it leaves is all");
    assert_eq!(rows(&mut session, &format!("({query})")), found, "brackets mean nothing");
    let tree = Syntax::parse(&query).expect("a query that was parsed").root;
    let printed = tree.to_string();
    let read = Syntax::parse(&printed).expect("a tree that was printed").root;
    assert_eq!(read, tree, "{query:?} is printed as {printed:?}");
    assert_eq!(rows(&mut session, &printed), found, "{printed:?} means the same");
    let mut whole = session_of(log, Sizes::default());
    assert_eq!(rows(&mut whole, &query), found, "blocks do not matter to {query:?}");
}

fn memchr(byte: u8, text: &[u8]) -> Option<usize> {
    text.iter().position(|other| *other == byte)
}

fn rows(session: &mut Session<Memory>, query: &str) -> Vec<RowKey> {
    let spec = ViewSpec { query: query.to_owned(), ..ViewSpec::default() };
    session.set_view(spec).expect("a query that was parsed");
    run(session);
    let rows: Vec<_> =
        session.rows(LIST, FIRST_KEY, 10_000).into_iter().map(|row| row.key).collect();
    assert_eq!(session.counts().total, rows.len() as u64, "counts and list agree");
    rows
}

/// A log of logfmt, JSON and text, without detection, which would take most of the time.
fn session_of(log: &[u8], sizes: Sizes) -> Session<Memory> {
    let (id, size) = (SourceId(0), log.len() as u64);
    let files = BTreeMap::from([(id, log.to_vec())]);
    let mut session = Session::with_sizes(Memory { files, fetched: None }, sizes);
    session.name_source(id, "test", size);
    let formats = [("json", 0), ("logfmt", 0), ("text", 0)];
    let formats = formats.map(|(id, layout)| PlanFormat::new(id, layout)).to_vec();
    let plan = ReadPlan {
        content: ContentKind::Text,
        decoders: Vec::new(),
        unpack_limit: None,
        formats: Plan {
            formats,
            framing: Framing::Lines,
            is_coloured: false,
            why: String::new(),
            dates: None,
        },
        assumptions: Assumptions { not_after: MODIFIED, offset_secs: 0, dates: None },
        shift_secs: 0,
    };
    session.ingest(id, &plan, ByteSpan { start: 0, end: size });
    session
}
