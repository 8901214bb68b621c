//! WASM says what the native core says, and what only the boundary adds: files, typed arrays, memory.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::pedantic, clippy::unwrap_used, reason = "tests may cast, index and fail")]

#[path = "native/archive_writer.rs"]
#[expect(dead_code, reason = "the native tests name archives in archives")]
mod archive_writer;
#[path = "corpus/list.rs"]
mod corpus;
#[path = "native/desk_answers.rs"]
mod desk_answers;
#[path = "native/feed.rs"]
#[expect(dead_code, reason = "the native tests feed in more ways")]
mod feed;
#[path = "native/compressors.rs"]
mod compressors;
#[path = "native/vectors.rs"]
mod vectors;
#[path = "native/view.rs"]
mod view;
#[path = "wasm/worker.rs"]
mod worker;

/// There are no threads that could watch a test; its runner in the browser has a limit.
mod limit {
    pub(crate) fn keep() {}
}

use js_sys::{Array, BigInt64Array, Float64Array, Reflect, Uint8Array, Uint32Array, WebAssembly};
use logscry::store::{FIGURES, Figure};
use logscry::wasm::{Desk, Session};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::File;

use archive_writer::{Boxing, Loose};
use compressors::Packing;
use corpus::CASES;
use desk_answers::Shop;
use feed::{Way, check_ledger, text_of};
use worker::{Worker, count};

// A worker, as in the page: only there files can be read at once.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn every_case_means_in_wasm_what_it_means_natively() {
    let mut wrong = Vec::new();
    for (name, log, expected) in CASES {
        let ways = [
            ("whole", feed::feed(log, &Way::whole())),
            ("in chunks of 7 bytes", feed::feed(log, &Way::chunks(7))),
            ("cut for two workers", feed::feed(log, &Way::cut(vec![log.len() as u64 / 2], 2))),
            ("gzipped", feed::feed(&feed::gzip(log, 2), &Way::whole())),
            ("fetched by somebody else", feed::feed(log, &Way::pumped())),
        ];
        for (way, output) in ways {
            check_ledger(&output, log.len() as u64);
            if text_of(&output) != *expected {
                wrong.push(format!("{name} {way}"));
            }
        }
    }
    assert!(CASES.len() >= 50, "the corpus is there: {} cases", CASES.len());
    assert!(wrong.is_empty(), "differs from tests/corpus: {}", wrong.join(", "));
}

/// A text in an encoding that is known by evidence.
struct Encoded {
    encoding: &'static str,
    bytes: Vec<u8>,
    /// The same in UTF-8, with a mark if it has one.
    text: String,
}

fn encodings(text: &str) -> Vec<Encoded> {
    let units =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    let mut found = Vec::new();
    for text in [text.to_owned(), format!("\u{feff}{text}")] {
        let bytes = units(&text, u16::to_le_bytes);
        found.push(Encoded { encoding: "UTF-16, low byte first", bytes, text: text.clone() });
        let bytes = units(&text, u16::to_be_bytes);
        found.push(Encoded { encoding: "UTF-16, high byte first", bytes, text });
    }
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    found.push(Encoded { encoding: "Latin-1", bytes, text: text.to_owned() });
    found
}

/// Text of which every encoding leaves traces.
fn encoded_log() -> String {
    let line = |n: u32| {
        format!("2026-03-01 10:00:{n:02} WARN [w-{n}] shop.Till - gr\u{fc}n \u{e9}t\u{e9} {n}\n")
    };
    (0..40).map(|n| line(n) + if n % 9 == 0 { "\tat the t\u{f6}p\n" } else { "" }).collect()
}

#[wasm_bindgen_test]
fn every_case_means_the_same_through_every_codec() {
    let mut wrong = Vec::new();
    for (n, (name, log, expected)) in CASES.iter().enumerate() {
        let packing = Packing::ALL[n % Packing::ALL.len()];
        let outer = Packing::ALL[n / Packing::ALL.len() % Packing::ALL.len()];
        let once = packing.pack(log, 1 + n % 3);
        let ways = [
            (format!("{packing:?}"), feed::feed(&once, &Way::whole())),
            (
                format!("{packing:?} in {outer:?}"),
                feed::feed(&outer.pack(&once, 1), &Way::chunks(97)),
            ),
        ];
        for (way, output) in ways {
            check_ledger(&output, log.len() as u64);
            if text_of(&output) != *expected {
                wrong.push(format!("{name} {way}"));
            }
        }
    }
    assert!(wrong.is_empty(), "differs from tests/corpus: {}", wrong.join(", "));
    for Encoded { encoding, bytes, text } in encodings(&encoded_log()) {
        let plain = feed::feed(text.as_bytes(), &Way::whole());
        assert_eq!((plain.ledger[Figure::Entries], plain.ledger[Figure::JoinedLines]), (40, 5));
        for way in [Way::whole(), Way::chunks(7)] {
            assert_eq!(text_of(&feed::feed(&bytes, &way)), text_of(&plain), "{encoding}");
        }
    }
}

/// The instructions of `simd128` mean what the plain arithmetic means.
#[wasm_bindgen_test]
fn vectors_mean_in_wasm_what_they_mean_natively() {
    let mut seed = 1_u64;
    let mut byte = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u8
    };
    for round in 0..2_000 {
        let limit = [1, 3, 20, 128, 255][round % 5];
        let a = std::array::from_fn(|_| byte() % limit);
        let b = std::array::from_fn(|_| byte() % limit);
        vectors::check_lanes(a, b);
        let bytes = std::array::from_fn(|_| byte() % limit);
        let members: Vec<u8> = (0..round % 40).map(|_| byte()).collect();
        vectors::check_chunk(bytes, byte() % limit, byte(), &members);
    }
}

/// Two workers and a desk behind the boundary.
struct BoundaryShop {
    workers: [Session; 2],
    desk: Desk,
}

impl Shop for BoundaryShop {
    fn ask_worker(&mut self, worker: usize, request: &str) -> (String, Vec<Vec<u8>>) {
        let reply = self.workers[worker].call(request);
        let bytes = |column: JsValue| column.dyn_into::<Uint8Array>().unwrap().to_vec();
        (reply.head, reply.columns.iter().map(bytes).collect())
    }

    fn ask_desk(&mut self, request: &str, parts: &[Vec<u8>]) -> (String, Vec<Vec<u32>>) {
        let parts = parts.iter().map(|part| piece(part)).collect();
        let reply = self.desk.call(request, parts);
        let numbers = |column: JsValue| column.dyn_into::<Uint32Array>().unwrap().to_vec();
        (reply.head, reply.columns.iter().map(numbers).collect())
    }
}

#[wasm_bindgen_test]
fn the_desk_answers_in_wasm_what_it_answers_natively() {
    let found = desk_answers::digests(|log| {
        let mut workers = [Session::new(), Session::new()];
        for worker in &mut workers {
            worker.attach(0, file(log));
        }
        BoundaryShop { workers, desk: Desk::new() }
    });
    for (found, expected) in found.lines().zip(desk_answers::EXPECTED.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), CASES.len());
    assert_eq!(desk_answers::EXPECTED.lines().count(), CASES.len());
}

/// A file as a user drops it.
fn file(bytes: &[u8]) -> File {
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, "test.log").unwrap()
}

/// Bytes as they are handed over.
fn piece(bytes: &[u8]) -> Uint8Array {
    Uint8Array::from(bytes)
}

fn case(name: &str) -> &'static [u8] {
    CASES.iter().find(|(known, ..)| *known == name).unwrap().1
}

fn attached(log: &[u8]) -> Worker {
    let mut worker = Worker::new();
    worker.session.attach(0, file(log));
    worker.open(log.len());
    assert_eq!(worker.run(log), 0, "an attached file needs nobody else");
    worker
}

#[wasm_bindgen_test]
fn a_dropped_file_gives_what_the_core_gives() {
    for (_, log, _) in CASES {
        attached(log).check(&feed::feed(log, &Way::whole()));
    }
    let zipped = feed::gzip(case("log4j/causes"), 2);
    attached(&zipped).check(&feed::feed(&zipped, &Way::whole()));
}

#[wasm_bindgen_test]
fn a_dropped_file_gives_the_same_through_every_codec() {
    for name in ["log4j/causes", "json/escapes"] {
        let log = case(name);
        let plain = feed::feed(log, &Way::whole());
        for packing in Packing::ALL {
            attached(&packing.pack(log, 2)).check(&plain);
        }
    }
    for Encoded { bytes, text, .. } in encodings(&encoded_log()) {
        let plain = feed::feed(text.as_bytes(), &Way::whole());
        attached(&bytes).check(&plain);
        attached(&Packing::Xz.pack(&bytes, 1)).check(&plain);
    }
}

/// Opens an archive, lists it, and queues each of its members as the page does; their figures.
fn read_archive(raw: &[u8]) -> Vec<(String, Value)> {
    let mut worker = Worker::new();
    worker.session.attach(0, file(raw));
    worker.tell(0, "box", raw.len(), &Value::Null);
    let (opened, _) = worker.ask(json!({"kind": "open", "source": 0}));
    assert_eq!(opened["opened"]["plan"]["content"], "archive", "{opened}");
    let mut members = Vec::new();
    loop {
        let (found, _) =
            worker.ask(json!({"kind": "findMembers", "source": 0, "budgetBytes": 1 << 20}));
        members.extend(found["members"].as_array().unwrap().iter().cloned());
        assert_eq!(found["troubles"], json!([]));
        if found["isDone"] == true {
            break;
        }
    }
    for (source, member) in (1..).zip(&members) {
        let layer = member["place"]["layers"].as_array().unwrap().last().unwrap();
        let size = layer["end"].as_u64().unwrap() - layer["start"].as_u64().unwrap();
        worker.tell(source, member["path"].as_str().unwrap(), size as usize, &member["place"]);
        let (done, _) = worker.ask(json!({
            "kind": "ingest", "source": source, "plan": member["opened"]["plan"], "start": 0, "end": size,
        }));
        assert_eq!(done["kind"], "done", "{done}");
    }
    worker.run(&[]);
    let path = |source: u64| members[source as usize - 1]["path"].as_str().unwrap().to_owned();
    worker.sources.iter().map(|(source, ledger)| (path(*source), ledger.clone())).collect()
}

#[wasm_bindgen_test]
fn members_of_every_archive_give_what_their_files_give() {
    let latin: Vec<u8> = encoded_log().chars().map(|c| c as u8).collect();
    let files = [
        ("plain.log", case("log4j/causes").to_vec(), case("log4j/causes").to_vec()),
        ("packed.log", Packing::Zstd.pack(case("json/escapes"), 1), case("json/escapes").to_vec()),
        ("latin.log", latin, encoded_log().into_bytes()),
    ];
    let loose = files.clone().map(|(path, bytes, _)| Loose { path: path.to_owned(), bytes });
    for boxing in Boxing::ALL {
        let inner = Loose {
            path: "inner.tgz".to_owned(),
            bytes: Boxing::TarIn(Packing::Gzip).pack(&loose),
        };
        let raw = boxing.pack(&[loose.as_slice(), &[inner]].concat());
        let read = read_archive(&raw);
        assert_eq!(read.len(), 2 * files.len(), "{boxing:?}");
        for ((path, ledger), (name, _, text)) in read.iter().zip(files.iter().cycle()) {
            assert!(path.ends_with(name), "{boxing:?}: {path} {name}");
            let expected = feed::feed(text, &Way::whole()).ledger;
            let of = |figure| count(ledger, figure);
            for figure in FIGURES.map(|row| row.figure) {
                if figure != Figure::BytesRead {
                    assert_eq!(of(figure), expected[figure], "{figure:?}: {boxing:?} {path}");
                }
            }
            assert_eq!(of(Figure::BytesDecoded), text.len() as u64, "{boxing:?} {path}");
        }
    }
}

#[wasm_bindgen_test]
fn bytes_handed_over_on_request_give_the_same() {
    for (_, log, _) in CASES {
        let mut worker = Worker::new();
        worker.session.append(0, 0.0, piece(&log[..log.len().min(1 << 20)]));
        worker.open(log.len());
        worker.run(log);
        worker.check(&feed::feed(log, &Way::whole()));
    }
}

#[wasm_bindgen_test]
fn bytes_that_are_not_there_are_asked_for() {
    // Longer than the sample that opening looks at.
    let log = b"2026-01-01 00:00:00 INFO one and the same line again and again\n".repeat(40_000);
    let mut worker = Worker::new();
    worker.session.append(0, 0.0, piece(&log[..1 << 20]));
    worker.session.append(0, (log.len() - (1 << 20)) as f64, piece(&log[log.len() - (1 << 20)..]));
    worker.open(log.len());
    assert!(worker.run(&log) > 0);
    worker.check(&feed::feed(&log, &Way::whole()));
}

/// A stream of the browser brings what it has at hand, in one buffer that is used again.
#[wasm_bindgen_test]
fn a_streamed_file_gives_the_same_in_pieces_of_any_size() {
    let long = b"2026-01-01 00:00:00 INFO one and the same line again and again\n".repeat(400);
    let cases = CASES.iter().map(|(_, log, _)| *log).chain([long.as_slice()]);
    for log in cases {
        for size in [7, 4096] {
            let mut worker = Worker::new();
            worker.session.attach(0, file(log));
            worker.session.stream(0);
            worker.open(log.len());
            let buffer = Uint8Array::new_with_length(size);
            loop {
                let progress = worker.step();
                if let Some(want) = progress["wants"].as_object() {
                    let start = want["start"].as_u64().unwrap() as usize;
                    let end = log.len().min(start + size as usize);
                    let filled = buffer.subarray(0, (end - start) as u32);
                    filled.copy_from(&log[start..end]);
                    worker.session.append(0, start as f64, filled);
                } else if progress["hasMore"] == false {
                    break;
                }
            }
            worker.check(&feed::feed(log, &Way::whole()));
        }
    }
}

/// Windows of the list: columns by class and length, text and order.
#[wasm_bindgen_test]
fn rows_are_typed_arrays_of_one_length() {
    let log = case("log4j/causes");
    let mut worker = attached(log);
    let n_rows = feed::feed(log, &Way::whole()).entries.len() as u32;
    let key = json!({"nanos": i64::MIN.to_string(), "source": 0, "offset": 0});
    let (head, reply) =
        worker.ask(json!({"kind": "rows", "selection": 0, "key": key, "count": 100, "reads": 100}));
    assert_eq!((&head["kind"], &head["generation"]), (&json!("rows"), &json!(7)));
    let column = |at: u32| reply.columns.get(at);
    let times: BigInt64Array = column(0).dyn_into().unwrap();
    let sources: Uint32Array = column(1).dyn_into().unwrap();
    let offsets: Float64Array = column(2).dyn_into().unwrap();
    let levels: Uint8Array = column(3).dyn_into().unwrap();
    let stamps: Uint8Array = column(4).dyn_into().unwrap();
    let text: Uint8Array = column(5).dyn_into().unwrap();
    let ends: Uint32Array = column(6).dyn_into().unwrap();
    assert_eq!(reply.columns.length(), 13);
    assert_eq!([times.length(), sources.length(), offsets.length()], [n_rows; 3]);
    assert_eq!([levels.length(), stamps.length(), ends.length()], [n_rows; 3]);
    assert_eq!(ends.get_index(n_rows - 1), text.length());
    assert!(times.to_vec().is_sorted(), "the list is by time");
    // 2026-03-01T10:00:00.001Z, and three digits with the zone inferred.
    assert_eq!(times.get_index(0), 1_772_359_200_001_000_000);
    assert_eq!(
        (offsets.get_index(0), levels.get_index(0), stamps.get_index(0)),
        (0.0, 3, 3 + 16 * 2)
    );
    assert_eq!(text.slice(0, ends.get_index(0)).to_vec(), b"started");
}

#[wasm_bindgen_test]
fn the_timeline_is_a_typed_array() {
    let mut worker = attached(case("log4j/causes"));
    let grid = json!({"start": "1772359200000000000", "width": "1000000000", "bucketCount": 3});
    worker.view(8, "level>=warn", &grid);
    worker.run(&[]);
    let counts = &worker.counts;
    assert_eq!((&counts["answer"]["total"], &counts["isComplete"]), (&json!(3), &json!(true)));
    let timeline = worker.timeline.as_slice();
    assert_eq!(timeline.len(), 3 * 8);
    // One error and one warning in second 1, one fatal in second 2.
    let at = |bucket: usize, level: usize| timeline[bucket * 8 + level];
    assert_eq!([at(1, 6), at(1, 5), at(2, 7)], [1, 1, 1]);
    assert_eq!(timeline.iter().sum::<u32>(), 3);
}

#[wasm_bindgen_test]
fn an_entry_has_its_original_bytes() {
    let log = case("json/escapes");
    let mut worker = attached(log);
    let offset = log.split_inclusive(|byte| *byte == b'\n').next().unwrap().len();
    let (head, reply) = worker.ask(json!({"kind": "entry", "source": 0, "offset": offset}));
    assert_eq!(head["kind"], "entry", "{head}");
    assert_eq!((&head["message"], &head["level"]), (&json!("grüß 日本 😀"), &json!(3)));
    assert_eq!((&head["format"], &head["linesBefore"]), (&json!("JSON"), &json!(1)));
    let raw: Uint8Array = reply.columns.get(0).dyn_into().unwrap();
    assert!(log[offset..].starts_with(&raw.to_vec()) && raw.length() > 20);
    let (head, _) = worker.ask(json!({"kind": "entry", "source": 0, "offset": offset + 1}));
    assert_eq!((&head["kind"], &head["trouble"]), (&json!("failed"), &json!("badRequest")));
}

#[wasm_bindgen_test]
fn what_is_no_request_fails_and_the_session_lives_on() {
    let mut worker = attached(case("log4j/causes"));
    for request in ["", "{", "null", "[]", "{\"kind\":\"dance\"}", "{\"kind\":\"rows\"}", "\u{0}"] {
        let head: Value = serde_json::from_str(&worker.session.call(request).head).unwrap();
        assert_eq!((&head["kind"], &head["trouble"]), (&json!("failed"), &json!("badRequest")));
        assert!(head["message"].as_str().unwrap().starts_with("not a request: "), "{head}");
    }
    let (head, _) = worker.ask(json!({
        "kind": "select", "selection": 0, "generation": 9, "query": "level>=", "asText": [], "from": null, "end": null,
    }));
    assert_eq!(head["kind"], "badQuery", "{head}");
    worker.check(&feed::feed(case("log4j/causes"), &Way::whole()));
}

#[wasm_bindgen_test]
fn a_file_that_is_shorter_than_it_was_is_told_apart() {
    let mut worker = Worker::new();
    worker.session.attach(0, file(b"2026-01-01 00:00:00 INFO short\n"));
    worker.tell(0, "test", 1000, &Value::Null);
    let (head, _) = worker.ask(json!({"kind": "open", "source": 0}));
    assert_eq!((&head["kind"], &head["trouble"]), (&json!("failed"), &json!("changed")), "{head}");
}

fn memory_bytes() -> f64 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let length = Reflect::get(&memory.buffer(), &JsValue::from_str("byteLength")).unwrap();
    length.as_f64().unwrap()
}

/// Lines that hardly compress, so that what is kept of them is large.
fn noise(size: usize) -> Vec<u8> {
    let mut log = Vec::with_capacity(size + 100);
    let mut seed = 1_u64;
    while log.len() < size {
        log.extend_from_slice(b"2026-01-01 00:00:00 INFO ");
        for _ in 0..64 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            log.push(b'a' + (seed >> 33) as u8 % 26);
        }
        log.push(b'\n');
    }
    log
}

#[wasm_bindgen_test]
fn a_freed_session_gives_its_memory_back() {
    let log = noise(2_000_000);
    let zipped = feed::gzip(&log, 1);
    let use_one = |bytes: &[u8]| drop(attached(bytes));
    for _ in 0..5 {
        use_one(&log);
        use_one(&zipped);
    }
    let warm = memory_bytes();
    for _ in 0..50 {
        use_one(&log);
        use_one(&zipped);
    }
    let grown = memory_bytes() - warm;
    // What a session of the gzip stream keeps is more than a megabyte: fifty of them would show.
    assert!(grown <= 8e6, "{grown} bytes more after 50 sessions than after 5, at {warm}");
}

/// Some thousand lines that a search must look through: words, ids, other scripts, bytes that are no text.
fn searched_log() -> Vec<u8> {
    let mut log = Vec::new();
    let noise = noise(16_000);
    for (n, bytes) in noise.chunks_exact(4).enumerate() {
        let id = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let word = ["Timeout", "connection reset", "grüße", "OK", "fail\u{e9}d", ""][n % 6];
        log.extend_from_slice(
            format!("{n} {word} id={id:08x}-{:04X} took {}ms", n * 7, n % 97).as_bytes(),
        );
        log.extend_from_slice(if n % 11 == 0 { b" \xFF\n" } else { b"\n" });
    }
    log
}

/// What is found with vectors, by blocks and behind filters is what looking at each line finds.
#[wasm_bindgen_test]
fn searches_find_in_wasm_what_each_line_holds() {
    let log = searched_log();
    let lines: Vec<String> = log
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| String::from_utf8_lossy(line).to_lowercase())
        .collect();
    let an_id = lines[1_234].split("id=").nth(1).unwrap()[..13].to_owned();
    let has =
        |words: &[&str]| lines.iter().filter(|line| words.iter().any(|w| line.contains(w))).count();
    let cases = [
        ("timeout".to_owned(), has(&["timeout"])),
        ("\"connection reset\"".to_owned(), has(&["connection reset"])),
        ("grüße".to_owned(), has(&["grüße"])),
        (format!("\"{an_id}\""), has(&[&an_id])),
        ("\"no-such-id-12345678\"".to_owned(), 0),
        ("(timeout OR reset OR 96ms)".to_owned(), has(&["timeout", "reset", "96ms"])),
        (
            "(a1 OR b2 OR c3 OR d4 OR e5 OR f6)".to_owned(),
            has(&["a1", "b2", "c3", "d4", "e5", "f6"]),
        ),
        ("/Timeout|OK/".to_owned(), has(&["timeout", "ok id"])),
        (
            "/took 9[0-6]ms/".to_owned(),
            has(&[
                "took 90ms",
                "took 91ms",
                "took 92ms",
                "took 93ms",
                "took 94ms",
                "took 95ms",
                "took 96ms",
            ]),
        ),
        ("-timeout".to_owned(), lines.len() - has(&["timeout"])),
    ];
    let mut worker = attached(&log);
    worker.run(&log);
    for (generation, (query, expected)) in (8..).zip(cases) {
        worker.view(generation, &query, &Value::Null);
        worker.run(&log);
        let counts = &worker.counts;
        assert_eq!(counts["isComplete"], true, "{query}");
        assert_eq!(counts["answer"]["total"], json!(expected), "{query}");
    }
}
