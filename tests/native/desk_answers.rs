//! What the desk answers for every case of the corpus, through the protocol, as digests: the native
//! tests and those in WASM hold the same list to be right.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::corpus::CASES;
use crate::feed::MODIFIED;

/// A digest for each case, a line each; `UPDATE=1 cargo test --test native desk` writes it.
pub(crate) const EXPECTED: &str = include_str!("../corpus/desk_answers.txt");

/// Two workers with the same file, and a desk: natively, or behind the boundary.
pub(crate) trait Shop {
    /// A worker's reply: the head, and the bytes beside it.
    fn ask_worker(&mut self, worker: usize, request: &str) -> (String, Vec<Vec<u8>>);

    /// The desk's reply: the head, and the numbers beside it.
    fn ask_desk(&mut self, request: &str, parts: &[Vec<u8>]) -> (String, Vec<Vec<u32>>);
}

/// Runs every case; the text to be compared with [`EXPECTED`].
pub(crate) fn digests<S: Shop>(open: impl Fn(&'static [u8]) -> S) -> String {
    let mut text = String::new();
    for (name, log, _) in CASES {
        let digest = fnv1a(answers(&mut open(log), log.len()).as_bytes());
        writeln!(text, "{name} {digest:016x}").unwrap();
    }
    text
}

fn asks() -> [Value; 6] {
    let grid = json!({"start": "1772323200000000000", "width": "600000000000", "bucketCount": 40});
    let values = |field| json!({"fold": "values", "field": field, "top": 100});
    [
        json!({"fold": "counts", "grid": grid}),
        json!({"fold": "fields", "top": 1000}),
        values("thread"),
        values("status"),
        values("id"),
        values("pid"),
    ]
}

/// The last thing the desk says once two workers have read all of a file: figures of the source, and
/// all answers with their bulk.
fn answers(shop: &mut impl Shop, size: usize) -> String {
    for worker in 0..2 {
        let source = json!({
            "kind": "source", "source": 0, "name": "test", "sizeBytes": size,
            "modifiedMillis": MODIFIED.0 / 1_000_000, "place": null,
        });
        let select = json!({
            "kind": "select", "selection": 0, "generation": 7, "query": "-level:trace",
            "asText": [], "from": null, "end": null,
        });
        told(shop, worker, &source, "done");
        told(shop, worker, &select, "selected");
    }
    for (fold, ask) in asks().into_iter().enumerate() {
        let asked =
            json!({"kind": "fold", "fold": fold, "selection": 0, "generation": 7, "ask": ask});
        told(shop, 0, &asked, "done");
        told(shop, 1, &asked, "done");
        let asked = json!({"kind": "ask", "fold": fold, "generation": 7, "ask": ask});
        let (head, _) = shop.ask_desk(&asked.to_string(), &[]);
        assert_eq!(head, r#"{"kind":"done"}"#);
    }
    let opened = told(shop, 0, &json!({"kind": "open", "source": 0}), "opened");
    let plan = &opened["opened"]["plan"];
    let is_text = plan["content"] == "text";
    let ranges = if is_text { vec![(0, size / 2), (size / 2, size)] } else { vec![(0, size)] };
    for (worker, (start, end)) in ranges.into_iter().enumerate() {
        let ingest =
            json!({"kind": "ingest", "source": 0, "plan": plan, "start": start, "end": end});
        told(shop, worker, &ingest, "done");
    }
    let mut last = String::new();
    for worker in 0..2 {
        while told(shop, worker, &step(), "progress")["hasMore"] == true {}
        told(shop, worker, &json!({"kind": "resend"}), "done");
        let (head, parts) = shop.ask_worker(worker, &step().to_string());
        let progress: Value = serde_json::from_str(&head).unwrap();
        assert_eq!(parts.len(), asks().len(), "{progress}");
        let take = json!({
            "kind": "take", "worker": worker, "tasks": progress["tasks"], "folds": progress["folds"],
        });
        let (head, bulk) = shop.ask_desk(&take.to_string(), &parts);
        last = format!("{head}{bulk:?}");
    }
    assert!(last.contains("\"nWorkers\":2,\"isComplete\":true"), "{last}");
    last
}

fn step() -> Value {
    json!({"kind": "step", "budgetBytes": 1 << 20, "isDue": true})
}

/// Asks a worker for something that gives no bytes beside the reply, or none that matter.
#[track_caller]
fn told(shop: &mut impl Shop, worker: usize, request: &Value, kind: &str) -> Value {
    let (head, _) = shop.ask_worker(worker, &request.to_string());
    let head: Value = serde_json::from_str(&head).unwrap();
    assert_eq!(head["kind"], kind, "{request}: {head}");
    head
}

/// Enough to tell two texts apart that are not made to deceive.
fn fnv1a(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
