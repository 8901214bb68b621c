//! What a worker answers to requests, given as JSON as the page gives them.

use std::collections::BTreeMap;

use logscry::format::FORMATS;
use logscry::session::Session;
use logscry::units::SourceId;
use logscry::wire::{Reply, Trouble, WireFormatTitle, answer};
use serde_json::{Value, json};

use crate::feed::{MODIFIED, Memory};

const LOG: &[u8] = b"2026-03-01 10:00:00 info a\n2026-03-01 10:00:01 info b\n";

/// A worker that was told of source 0.
fn worker() -> Session<Memory> {
    let files = BTreeMap::from([(SourceId(0), LOG.to_vec())]);
    let mut session = Session::new(Memory { files, fetched: None });
    let told = json!({
        "kind": "source", "source": 0, "name": "test", "sizeBytes": LOG.len(),
        "modifiedMillis": MODIFIED.0 / 1_000_000, "place": null,
    });
    assert!(matches!(ask(&mut session, &told), Reply::Done));
    session
}

fn ask(session: &mut Session<Memory>, request: &Value) -> Reply {
    answer(session, &request.to_string()).head
}

#[track_caller]
fn opened_plan(session: &mut Session<Memory>) -> Value {
    let reply = ask(session, &json!({"kind": "open", "source": 0}));
    serde_json::to_value(reply).unwrap()["opened"]["plan"].clone()
}

#[test]
fn every_format_travels_with_its_title_in_the_order_of_the_table() {
    let Reply::Formats { formats } = ask(&mut worker(), &json!({"kind": "formats"})) else {
        panic!("another reply");
    };
    let told = formats.iter().map(|WireFormatTitle { id, title }| (id.as_str(), title.as_str()));
    let known = FORMATS.iter().map(|format| (format.id(), format.title()));
    assert!(told.eq(known));
    assert!(
        formats.iter().any(|format| format.id == "log4j" && format.title == "Log4j and Logback")
    );
}

#[test]
fn reading_of_a_source_that_nothing_was_told_of_is_refused() {
    let mut session = worker();
    let plan = opened_plan(&mut session);
    let ingest = |source: u32, plan: &Value| json!({"kind": "ingest", "source": source, "plan": plan, "start": 0, "end": LOG.len()});
    let mut nothing = plan.clone();
    nothing["content"] = json!("binary");
    for request in [ingest(1, &plan), ingest(0, &nothing)] {
        let reply = ask(&mut session, &request);
        let is_refused = matches!(reply, Reply::Failed { trouble: Trouble::BadRequest, .. });
        assert!(is_refused, "{request}: {reply:?}");
    }
    assert_eq!(session.tasks().count(), 0);
    assert!(matches!(ask(&mut session, &ingest(0, &plan)), Reply::Done));
    assert_eq!(session.tasks().count(), 1);
}
