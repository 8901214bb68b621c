//! Neo4j's query log: how long a query took, for whom, and the query, over any number of lines.
//!
//! Since version 4 the database comes before the user; earlier the user came before the driver.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "neo4j_query",
        title: "Neo4j query log",
        definition_url: "https://neo4j.com/docs/operations-manual/current/monitoring/logging/#query-logging",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    &[
        "{time:iso} {level} {?Query {state:=started}: ?}{?id:{query_id:digits} - ?}{?transaction id:{transaction_id:digits} - ?}{elapsed_ms:digits} ms: {?(planning: {planning_ms:digits}{?, cpu: {cpu_ms:digits}?}{?, waiting: {waiting_ms:digits}?}) - ?}{?{allocated_bytes:digits} B - ?}{?{page_hits:digits} page hits, {page_faults:digits} page faults - ?}{session:=bolt-session} {protocol} {driver} client/{client} {?server/{server}?}> {database} - {user:text} - {message}",
        "{time:iso} {level} {?Query {state:=started}: ?}{?id:{query_id:digits} - ?}{?transaction id:{transaction_id:digits} - ?}{elapsed_ms:digits} ms: {?(planning: {planning_ms:digits}{?, cpu: {cpu_ms:digits}?}{?, waiting: {waiting_ms:digits}?}) - ?}{?{allocated_bytes:digits} B - ?}{?{page_hits:digits} page hits, {page_faults:digits} page faults - ?}{session:=bolt-session} {protocol} {user} {driver} client/{client} {?server/{server}?}> {_:text} - {message}",
        // Over HTTP: the request's path, then in version 3 the user.
        "{time:iso} {level} {?Query {state:=started}: ?}{?id:{query_id:digits} - ?}{?transaction id:{transaction_id:digits} - ?}{elapsed_ms:digits} ms: {?(planning: {planning_ms:digits}{?, cpu: {cpu_ms:digits}?}{?, waiting: {waiting_ms:digits}?}) - ?}{?{allocated_bytes:digits} B - ?}{?{page_hits:digits} page hits, {page_faults:digits} page faults - ?}{session:=server-session} {protocol} {client} {path} - {database} - {user:text} - {message}",
        "{time:iso} {level} {?Query {state:=started}: ?}{?id:{query_id:digits} - ?}{?transaction id:{transaction_id:digits} - ?}{elapsed_ms:digits} ms: {?(planning: {planning_ms:digits}{?, cpu: {cpu_ms:digits}?}{?, waiting: {waiting_ms:digits}?}) - ?}{?{allocated_bytes:digits} B - ?}{?{page_hits:digits} page hits, {page_faults:digits} page faults - ?}{session:=server-session} {protocol} {client} {path} {user} - {message}",
        "{time:iso} {level} {?Query {state:=started}: ?}{?id:{query_id:digits} - ?}{?transaction id:{transaction_id:digits} - ?}{elapsed_ms:digits} ms: {?(planning: {planning_ms:digits}{?, cpu: {cpu_ms:digits}?}{?, waiting: {waiting_ms:digits}?}) - ?}{?{allocated_bytes:digits} B - ?}{?{page_hits:digits} page hits, {page_faults:digits} page faults - ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06.789+0000 INFO  id:7 - transaction id:4 - 12 ms: (planning: 1, waiting: 0) - 312 B - 0 page hits, 0 page faults - bolt-session\tbolt\tgull/1\t\tclient/192.0.2.9:40100\tserver/192.0.2.1:7687>\tharbour - mate - MATCH (b:Berth)\nRETURN b - {} - runtime=slotted - {}",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Info,
        message: "MATCH (b:Berth)\nRETURN b - {} - runtime=slotted - {}",
        fields: &[
            ("query_id", "7"),
            ("transaction_id", "4"),
            ("elapsed_ms", "12"),
            ("planning_ms", "1"),
            ("waiting_ms", "0"),
            ("allocated_bytes", "312"),
            ("page_hits", "0"),
            ("driver", "gull/1"),
            ("client", "192.0.2.9:40100"),
            ("server", "192.0.2.1:7687"),
            ("database", "harbour"),
            ("user", "mate"),
        ],
    },
    Sample {
        text: "2024-02-03 04:05:07.001+0000 ERROR 3 ms: bolt-session\tbolt\tmate\tgull/1 - RETURN 1/0 - {} - / by zero",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Error,
        message: "bolt-session\tbolt\tmate\tgull/1 - RETURN 1/0 - {} - / by zero",
        fields: &[("elapsed_ms", "3")],
    },
    Sample {
        text: "2024-02-03 04:05:08.002+0000 INFO  Query started: id:9 - transaction id:5 - 0 ms: embedded-session\t\t - - RETURN 1 - {} - {}",
        time: "2024-02-03T04:05:08.002Z",
        level: Level::Info,
        message: "embedded-session\t\t - - RETURN 1 - {} - {}",
        fields: &[("state", "started"), ("query_id", "9")],
    },
    Sample {
        text: "2024-02-03 04:05:08.001+0000 INFO  id:9 - 3 ms: 312 B - server-session\thttp\t192.0.2.9\t/db/harbour/tx/commit - harbour - mate - RETURN 1 - {} - runtime=slotted - {}",
        time: "2024-02-03T04:05:08.001Z",
        level: Level::Info,
        message: "RETURN 1 - {} - runtime=slotted - {}",
        fields: &[
            ("session", "server-session"),
            ("protocol", "http"),
            ("client", "192.0.2.9"),
            ("path", "/db/harbour/tx/commit"),
            ("database", "harbour"),
            ("user", "mate"),
        ],
    },
];
