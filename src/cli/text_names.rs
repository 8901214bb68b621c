//! Which names of a query are no fields of the sources, so that their terms are text.
//!
//! The page finds out as it reads on and asks again; the command prints as it reads, so it looks
//! first, and mostly no further than the first entries.

use std::sync::Arc;

use logscry::query::Query;
use logscry::session::Session;
use logscry::units::ByteSpan;

use super::files::Files;
use super::scan::{self, Found};

/// How much is read between two looks at what is known.
const STEP_BYTES: u64 = 1 << 20;

/// The names without quotes in a query that no entry of the sources has a field of.
pub(super) fn names_as_text(found: &Found, query: &Query) -> Vec<String> {
    let uses = query.fields.iter().filter(|used| used.may_be_text);
    let mut names: Vec<String> = uses.map(|used| used.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return names;
    }
    let mut session = Session::new(Files::new(Arc::clone(&found.inputs)));
    for source in &found.sources {
        let (Some(opened), Some(input)) = (&source.opened, found.inputs.get(source.idx)) else {
            continue;
        };
        scan::name(&mut session, source.idx, input);
        let id = scan::id_of(source.idx);
        session.ingest(id, &opened.plan, ByteSpan { start: 0, end: input.size });
        let mut has_more = true;
        while has_more && !names.is_empty() {
            has_more = session.step(STEP_BYTES).has_more;
            names.retain(|name| !session.knows_field(name));
        }
        session.close(id);
        if names.is_empty() {
            break;
        }
    }
    names
}
