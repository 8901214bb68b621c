//! A worker behind the boundary as the page has it, with the desk that hears of its steps.

use std::collections::BTreeMap;

use js_sys::{Uint8Array, Uint32Array};
use logscry::store::Figure;
use logscry::wasm::{Desk, Reply, Session};
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;

use crate::feed::{self, Output};
use crate::piece;

/// A session of the boundary, asked in JSON as the page does, and the desk that its parts go to.
pub(crate) struct Worker {
    pub(crate) session: Session,
    pub(crate) desk: Desk,
    /// What the desk last said of the counts of the list.
    pub(crate) counts: Value,
    pub(crate) timeline: Vec<u32>,
    /// What the desk last said of each source.
    pub(crate) sources: BTreeMap<u64, Value>,
}

impl Worker {
    pub(crate) fn new() -> Self {
        let (session, desk) = (Session::new(), Desk::new());
        Self { session, desk, counts: Value::Null, timeline: Vec::new(), sources: BTreeMap::new() }
    }

    pub(crate) fn ask(&mut self, request: Value) -> (Value, Reply) {
        let reply = self.session.call(&request.to_string());
        (serde_json::from_str(&reply.head).unwrap(), reply)
    }

    /// Tells what is to be known of a source.
    pub(crate) fn tell(&mut self, source: usize, name: &str, size: usize, place: &Value) {
        let millis = feed::MODIFIED.0 / 1_000_000;
        let (done, _) = self.ask(json!({
            "kind": "source", "source": source, "name": name, "sizeBytes": size,
            "modifiedMillis": millis, "place": place,
        }));
        assert_eq!(done["kind"], "done", "{done}");
    }

    /// Sets the list's query and asks for its counts.
    pub(crate) fn view(&mut self, generation: u32, query: &str, grid: &Value) {
        let (selected, _) = self.ask(json!({
            "kind": "select", "selection": 0, "generation": generation, "query": query, "asText": [],
            "from": null, "end": null,
        }));
        assert_eq!(selected["kind"], "selected", "{selected}");
        let ask = json!({"fold": "counts", "grid": grid});
        let (done, _) = self.ask(json!({
            "kind": "fold", "fold": 0, "selection": 0, "generation": generation, "ask": ask,
        }));
        assert_eq!(done["kind"], "done", "{done}");
        let asked = json!({"kind": "ask", "fold": 0, "generation": generation, "ask": ask});
        let reply = self.desk.call(&asked.to_string(), Vec::new());
        assert_eq!(reply.head, r#"{"kind":"done"}"#);
    }

    /// Opens source 0 and queues all of it.
    pub(crate) fn open(&mut self, size: usize) -> Value {
        self.tell(0, "test", size, &Value::Null);
        let (opened, _) = self.ask(json!({"kind": "open", "source": 0}));
        assert_eq!(opened["kind"], "opened", "{opened}");
        self.view(7, "", &Value::Null);
        if size > 0 {
            let (done, _) = self.ask(json!({
                "kind": "ingest", "source": 0,
                "plan": opened["opened"]["plan"], "start": 0, "end": size,
            }));
            assert_eq!(done["kind"], "done", "{done}");
        }
        opened
    }

    /// One step, of which the desk hears.
    pub(crate) fn step(&mut self) -> Value {
        let step = json!({"kind": "step", "budgetBytes": 4096, "isDue": true});
        let (progress, reply) = self.ask(step);
        assert_eq!(progress["kind"], "progress", "{progress}");
        let parts: Vec<Uint8Array> =
            reply.columns.iter().map(|part| part.dyn_into().unwrap()).collect();
        let (tasks, folds) = (&progress["tasks"], &progress["folds"]);
        let take = json!({"kind": "take", "worker": 0, "tasks": tasks, "folds": folds});
        let reply = self.desk.call(&take.to_string(), parts);
        let merged: Value = serde_json::from_str(&reply.head).unwrap();
        assert_eq!(merged["kind"], "merged", "{merged}");
        for source in merged["sources"].as_array().unwrap() {
            self.sources.insert(source["source"].as_u64().unwrap(), source["ledger"].clone());
        }
        if let Some(counts) = merged["answers"].get(0) {
            self.counts = counts.clone();
            let timeline: Uint32Array = reply.columns.get(0).dyn_into().unwrap();
            self.timeline = timeline.to_vec();
        }
        progress
    }

    /// Steps to the end; `log` is asked for what the worker cannot read by itself.
    pub(crate) fn run(&mut self, log: &[u8]) -> usize {
        let mut n_wanted = 0;
        loop {
            let progress = self.step();
            if let Some(want) = progress["wants"].as_object() {
                n_wanted += 1;
                let (start, end) = (want["start"].as_u64().unwrap(), want["end"].as_u64().unwrap());
                let bytes = piece(&log[start as usize..end as usize]);
                self.session.append(0, start as f64, bytes);
            } else if progress["hasMore"] == false {
                return n_wanted;
            }
        }
    }

    /// Counts and ledger must be those of the core.
    #[track_caller]
    pub(crate) fn check(&mut self, expected: &Output) {
        let counts = &self.counts;
        assert_eq!((&counts["generation"], &counts["isComplete"]), (&json!(7), &json!(true)));
        assert_eq!(counts["answer"]["total"], json!(expected.counts.total));
        assert_eq!(counts["answer"]["levelCounts"], json!(expected.counts.levels));
        assert_eq!(counts["answer"]["undated"], json!(expected.counts.undated));
        let ledger = &self.sources[&0];
        let mut figures = expected.ledger.figures;
        // What is expected is of the text, however many raw bytes it takes.
        figures[Figure::BytesRead] = count(ledger, Figure::BytesRead);
        assert_eq!(ledger["figures"], json!(figures.counts()));
    }
}

/// A figure of a ledger on the wire.
pub(crate) fn count(ledger: &Value, figure: Figure) -> u64 {
    ledger["figures"][figure as usize].as_u64().unwrap()
}
