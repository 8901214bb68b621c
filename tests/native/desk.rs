//! The desk natively, held to the list that the tests in WASM know too.

use std::collections::BTreeMap;
use std::path::Path;

use logscry::desk::Desk;
use logscry::session::Session;
use logscry::units::SourceId;
use logscry::wire::{Column, answer, answer_at_desk};

use crate::desk_answers::{EXPECTED, Shop, digests};
use crate::feed::Memory;

struct NativeShop {
    workers: [Session<Memory>; 2],
    desk: Desk,
}

impl Shop for NativeShop {
    fn ask_worker(&mut self, worker: usize, request: &str) -> (String, Vec<Vec<u8>>) {
        let answered = answer(&mut self.workers[worker], request);
        let columns = answered.columns.into_iter().map(|column| match column {
            Column::U8(bytes) => bytes,
            Column::U32(_) | Column::I64(_) | Column::F64(_) => panic!("bytes were expected"),
        });
        (serde_json::to_string(&answered.head).unwrap(), columns.collect())
    }

    fn ask_desk(&mut self, request: &str, parts: &[Vec<u8>]) -> (String, Vec<Vec<u32>>) {
        let answered = answer_at_desk(&mut self.desk, request, parts);
        let columns = answered.columns.into_iter().map(|column| match column {
            Column::U32(numbers) => numbers,
            Column::U8(_) | Column::I64(_) | Column::F64(_) => panic!("numbers were expected"),
        });
        (serde_json::to_string(&answered.head).unwrap(), columns.collect())
    }
}

#[test]
fn the_desk_answers_for_every_case_as_it_did() {
    let found = digests(|log| {
        let files = BTreeMap::from([(SourceId(0), log.to_vec())]);
        let memory = Memory { files, fetched: None };
        let workers = [Session::new(memory.clone()), Session::new(memory)];
        NativeShop { workers, desk: Desk::default() }
    });
    if std::env::var_os("UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/desk_answers.txt");
        std::fs::write(path, found).unwrap();
    } else {
        let others = found.lines().zip(EXPECTED.lines()).filter(|(found, known)| found != known);
        let others: Vec<&str> = others.map(|(found, _)| found).collect();
        assert!(others.is_empty(), "UPDATE=1 if this is meant: {}", others.join(", "));
        assert_eq!(found.lines().count(), EXPECTED.lines().count());
    }
}
