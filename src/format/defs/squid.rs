//! Squid's native access log.

use crate::format::table::Class;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;
use crate::time::TimeShape;

/// Squid's native access log.
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "squid",
        title: "Squid access log",
        definition_url: "https://wiki.squid-cache.org/Features/LogFormat",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Lines,
    &[Columns {
        names: "time elapsed_ms client result bytes method url user hierarchy content_type",
        least: 10,
        time: "time",
        shape: TimeShape::Epoch,
        message: ["method", "url"],
        result: "result",
        classes: &[
            ("elapsed_ms", Class::Number),
            ("result", Class::Slashed),
            ("bytes", Class::Number),
            ("hierarchy", Class::Slashed),
        ],
        ..PLAIN
    }],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "1706933106.789    120 192.0.2.9 TCP_MISS/200 4512 GET http://quay.example/berth - HIER_DIRECT/198.51.100.7 text/html",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Info,
        message: "GET http://quay.example/berth",
        fields: &[
            ("client", "192.0.2.9"),
            ("result", "TCP_MISS"),
            ("status", "200"),
            ("content_type", "text/html"),
        ],
    },
    Sample {
        text: "1706933107.001      0 192.0.2.9 TCP_DENIED/403 3900 CONNECT quay.example:443 mate HIER_NONE/- text/html",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Warn,
        message: "CONNECT quay.example:443",
        fields: &[("user", "mate"), ("hierarchy", "HIER_NONE/-")],
    },
];
