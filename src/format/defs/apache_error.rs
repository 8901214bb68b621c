//! The error log of the Apache HTTP server: 2.4, with module and process, and earlier versions.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Apache error log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "apache_error",
        title: "Apache error log",
        definition_url: "https://httpd.apache.org/docs/2.4/mod/core.html#errorlogformat",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:month_name_year}] [{module:dotted}:{level}] [pid {pid:digits}{?:tid {tid}?}] {?[client {client:addr}] ?}{message:here}{_:text}, referer: {referer}",
        "[{time:month_name_year}] [{module:dotted}:{level}] [pid {pid:digits}{?:tid {tid}?}] {?[client {client:addr}] ?}{message}",
        "[{time:month_name_year}] [:{level}] [pid {pid:digits}{?:tid {tid}?}] {?[client {client:addr}] ?}{message}",
        "[{time:month_name_year}] [{level}] {?[client {client:addr}] ?}{message:here}{_:text}, referer: {referer}",
        "[{time:month_name_year}] [{level}] {?[client {client:addr}] ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[Tue May 02 10:11:12.131415 2023] [proxy:error] [pid 71:tid 140001] [client 192.0.2.7:4411] no worker left",
        time: "2023-05-02T10:11:12.131415Z",
        level: Level::Error,
        message: "no worker left",
        fields: &[
            ("module", "proxy"),
            ("pid", "71"),
            ("tid", "140001"),
            ("client", "192.0.2.7"),
            ("client_port", "4411"),
        ],
    },
    Sample {
        text: "[Wed Jul 05 01:02:03 2006] [notice] caught a draught, closing windows",
        time: "2006-07-05T01:02:03Z",
        level: Level::Notice,
        message: "caught a draught, closing windows",
        fields: &[],
    },
];
