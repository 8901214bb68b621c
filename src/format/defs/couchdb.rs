//! CouchDB 1 and later: requests are ordinary entries.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// CouchDB.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "couchdb",
        title: "CouchDB",
        definition_url: "https://docs.couchdb.org/en/stable/config/logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:day_month_name}] [{level}] [<{pid}>] {message:here}{client} {_} {user} {method} {path} {status:http}",
        "[{time:day_month_name}] [{level}] [<{pid}>] {message}",
        "[{level}] {time:iso} {node} <{pid}> {request_id} {message:here}{host} {client} {user} {method} {path} {status:http} {result} {duration:digits}",
        "[{level}] {time:iso} {node} <{pid}> {request_id} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[Thu, 04 Mar 2021 05:06:07 GMT] [info] [<0.44.0>] 192.0.2.7 - - GET /sofas/3 200",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "192.0.2.7 - - GET /sofas/3 200",
        fields: &[
            ("pid", "0.44.0"),
            ("client", "192.0.2.7"),
            ("method", "GET"),
            ("path", "/sofas/3"),
            ("status", "200"),
        ],
    },
    Sample {
        text: "[error] 2021-03-04T05:06:07.089101Z sofa@192.0.2.1 <0.892.6> -------- cushion lost",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Error,
        message: "cushion lost",
        fields: &[("node", "sofa@192.0.2.1"), ("pid", "0.892.6")],
    },
    Sample {
        text: "[notice] 2021-03-04T05:06:07.089101Z sofa@192.0.2.1 <0.9.6> 0a1b2c sofa.example:5984 192.0.2.9 undefined PUT /sofas 201 ok 12",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "sofa.example:5984 192.0.2.9 undefined PUT /sofas 201 ok 12",
        fields: &[
            ("request_id", "0a1b2c"),
            ("client", "192.0.2.9"),
            ("status", "201"),
            ("duration", "12"),
        ],
    },
];
