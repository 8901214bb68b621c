//! What a worker answers to requests, given as JSON as the page gives them.

use std::collections::BTreeMap;

use logscry::format::FORMATS;
use logscry::session::Session;
use logscry::units::SourceId;
use logscry::wire::{Column, Reply, Trouble, WireFormatTitle, WireTracePlace, answer};
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

/// A worker that has read all of a log.
fn reader(log: &[u8]) -> Session<Memory> {
    let files = BTreeMap::from([(SourceId(0), log.to_vec())]);
    let mut session = Session::new(Memory { files, fetched: None });
    let told = json!({
        "kind": "source", "source": 0, "name": "test", "sizeBytes": log.len(),
        "modifiedMillis": MODIFIED.0 / 1_000_000, "place": null,
    });
    assert!(matches!(ask(&mut session, &told), Reply::Done));
    let plan = opened_plan(&mut session);
    let ingest = json!({"kind": "ingest", "source": 0, "plan": plan, "start": 0, "end": log.len()});
    assert!(matches!(ask(&mut session, &ingest), Reply::Done));
    let step = json!({"kind": "step", "budgetBytes": 1 << 20, "isDue": false});
    while let Reply::Progress { has_more: true, .. } = ask(&mut session, &step) {}
    session
}

fn bytes_of(session: &mut Session<Memory>, request: &Value) -> Vec<u8> {
    match answer(session, &request.to_string()).columns.first() {
        Some(Column::U8(bytes)) => bytes.clone(),
        other => panic!("{request}: {other:?}"),
    }
}

#[test]
fn a_long_entry_comes_in_pieces_that_add_up_to_its_text() {
    let long = "é".repeat(1_600_000);
    let log = format!(
        "2026-03-01 10:00:00 info a\n2026-03-01 10:00:01 info {long}\n\n2026-03-01 10:00:02 info b\n"
    );
    let mut session = reader(log.as_bytes());
    let entry = &log.as_bytes()[27..27 + 25 + 3_200_000];
    let piece = |start: usize, end: usize| json!({"kind": "entryPiece", "source": 0, "offset": 27, "start": start, "end": end});
    let mut text = Vec::new();
    loop {
        let got = bytes_of(&mut session, &piece(text.len(), usize::MAX >> 11));
        assert!(got.len() <= 1 << 20);
        if got.is_empty() {
            break;
        }
        text.extend(got);
    }
    assert!(text == entry);
    assert_eq!(bytes_of(&mut session, &piece(2, 7)), &entry[2..7]);
    let between = json!({"kind": "entryPiece", "source": 0, "offset": 28, "start": 0, "end": 9});
    assert!(matches!(ask(&mut session, &between), Reply::Failed { .. }));
    let whole = json!({"kind": "entry", "source": 0, "offset": 27});
    let Reply::Entry { is_message_clipped, length_bytes, .. } = ask(&mut session, &whole) else {
        panic!("another reply");
    };
    assert!(is_message_clipped);
    assert_eq!(length_bytes, entry.len() as u64);
}

#[test]
fn traces_come_with_the_entry_from_its_message_a_field_or_its_text() {
    let of_lines = "2026-03-01 10:00:00 ERROR a.B - failed\na.BException: x\n\tat a.B.c(B.java:1)\n\tat java.lang.D.e(D.java:2)\n";
    let of_json = concat!(
        r#"{"time":"2026-03-01T10:00:00Z","level":"error","msg":"failed","stack":"#,
        r#""Error: x\n    at f (/app/a.js:1:2)\n    at g (node:b:3:4)"}"#,
        "\n",
    );
    let of_one_line = "2026-03-01 10:00:00 ERROR a.B - failed: a.BException: x at a.B.c(B.java:1) at java.lang.D.e(D.java:2)\n";
    let expected = [
        (of_lines, None, "Java", "a.BException"),
        (of_json, Some("stack"), "JavaScript", "Error"),
        (of_one_line, None, "Java", "a.BException"),
    ];
    for (log, field, language, name) in expected {
        let mut session = reader(log.as_bytes());
        let Reply::Entry { traces, fields, .. } =
            ask(&mut session, &json!({"kind": "entry", "source": 0, "offset": 0}))
        else {
            panic!("another reply");
        };
        let [trace] = traces.as_slice() else { panic!("{log}: {traces:?}") };
        let place = match trace.place {
            WireTracePlace::Message => None,
            WireTracePlace::Field { idx } => Some(fields[idx as usize].0.as_str()),
            WireTracePlace::Original => Some("original"),
        };
        assert_eq!((place, trace.language.as_str()), (field, language), "{log}");
        let exception = &trace.exceptions[trace.root_cause as usize];
        assert_eq!((exception.name.as_str(), exception.message.as_str()), (name, "x"), "{log}");
        let own: Vec<bool> = exception.frames.iter().map(|frame| frame.is_own).collect();
        assert_eq!(own, [true, false], "{log}");
        assert_eq!(trace.unfolded.is_some(), log == of_one_line);
    }
}

#[test]
fn entries_are_written_in_the_form_asked_for_and_the_next_piece_is_named() {
    let mut session = reader(LOG);
    let select = json!({
        "kind": "select", "selection": 0, "generation": 7, "query": "", "asText": [], "from": null, "end": null,
    });
    assert!(matches!(ask(&mut session, &select), Reply::Selected { .. }));
    let step = json!({"kind": "step", "budgetBytes": 1 << 20, "isDue": false});
    while let Reply::Progress { has_more: true, .. } = ask(&mut session, &step) {}
    let first = json!({"nanos": i64::MIN.to_string(), "source": 0, "offset": 0});
    let write = |key: &Value, count: u32, form: Value, lines: Option<u64>| {
        let lines = json!([{"source": 0, "taskStart": 0, "lines": lines}]);
        json!({"kind": "write", "selection": 0, "key": key, "count": count, "form": form, "lines": lines})
    };
    let text = json!({"kind": "text"});
    let written = answer(&mut session, &write(&first, 1, text.clone(), Some(0)).to_string());
    let Reply::Written { generation: 7, next: Some(next), n_gone: 0, .. } = written.head else {
        panic!("another reply: {:?}", written.head);
    };
    assert_eq!(written.columns.get(5), Some(&Column::U8(LOG[..27].to_vec())));
    let next = serde_json::to_value(next).unwrap();
    let csv = json!({"kind": "csv", "columns": "line,message"});
    let rest = answer(&mut session, &write(&next, 9, csv.clone(), Some(40)).to_string());
    let Reply::Written { next: None, head, .. } = rest.head else { panic!("another reply") };
    assert_eq!(head, "line,message\n");
    assert_eq!(rest.columns.get(5), Some(&Column::U8(b"42,b\n".to_vec())));
    assert_eq!(rest.columns.get(7), Some(&Column::F64(vec![42.0])));
    let unknown = answer(&mut session, &write(&next, 9, csv, None).to_string());
    assert_eq!(unknown.columns.get(5), Some(&Column::U8(b",b\n".to_vec())));
    let bad = json!({"kind": "csv", "columns": ""});
    let refused = ask(&mut session, &write(&first, 9, bad, Some(0)));
    assert!(matches!(refused, Reply::Failed { trouble: Trouble::BadRequest, .. }), "{refused:?}");
}
