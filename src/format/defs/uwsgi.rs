//! uWSGI: one request per entry, in words.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// uWSGI request log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "uwsgi",
        title: "uWSGI request log",
        definition_url: "https://uwsgi-docs.readthedocs.io/en/latest/LogFormat.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[pid: {pid:digits}|app: {app}|req: {request_number}] {client} ({user:text}) {{}{_:text}} [{time:month_name_year}] {message:here}{method} {path} => generated {bytes:digits} bytes in {duration:digits} {duration_unit} ({protocol} {status:http}){message:end}{?{_:rest}?}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[pid: 88|app: 0|req: 1/4] 192.0.2.7 () {38 vars in 696 bytes} [Thu Mar  4 05:06:07 2021] POST /eggs => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "POST /eggs => generated 47 bytes in 129 msecs (HTTP/1.1 200)",
        fields: &[
            ("pid", "88"),
            ("client", "192.0.2.7"),
            ("path", "/eggs"),
            ("bytes", "47"),
            ("duration", "129"),
        ],
    },
    Sample {
        text: "[pid: 89|app: -|req: -/5] 192.0.2.7 () {38 vars in 696 bytes} [Thu Mar  4 05:06:08 2021] GET /gone => generated 0 bytes in 9 micros (HTTP/1.1 500) 0 headers in 0 bytes (0 switches on core 0)",
        time: "2021-03-04T05:06:08Z",
        level: Level::Error,
        message: "GET /gone => generated 0 bytes in 9 micros (HTTP/1.1 500)",
        fields: &[("duration_unit", "micros")],
    },
];
