//! The layouts of Express' request logger Morgan that have no time.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Morgan.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "morgan",
        title: "Morgan",
        definition_url: "https://github.com/expressjs/morgan#predefined-formats",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    &[
        "{message:here}{method:=GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS} {path} {status:http} {duration_ms:decimal} ms - {bytes}{message:end}",
        "{message:here}{method:=GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS} {path} {status:http} {bytes} - {duration_ms:decimal} ms{message:end}",
        "{client:ip} {user} {message:here}{method:=GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS} {path} {protocol} {status:http} {bytes} - {duration_ms:decimal} ms{message:end}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "GET /wings 200 4.567 ms - 89",
        time: "",
        level: Level::Info,
        message: "GET /wings 200 4.567 ms - 89",
        fields: &[
            ("method", "GET"),
            ("path", "/wings"),
            ("status", "200"),
            ("duration_ms", "4.567"),
            ("bytes", "89"),
        ],
    },
    Sample {
        text: "POST /wings 500 12 - 4.567 ms",
        time: "",
        level: Level::Error,
        message: "POST /wings 500 12 - 4.567 ms",
        fields: &[("bytes", "12")],
    },
    Sample {
        text: "192.0.2.9 - GET /wings HTTP/1.1 404 12 - 4.567 ms",
        time: "",
        level: Level::Warn,
        message: "GET /wings HTTP/1.1 404 12 - 4.567 ms",
        fields: &[("client", "192.0.2.9"), ("protocol", "HTTP/1.1")],
    },
];
