//! What the web framework Gin prints about requests: the answer's status, how long it took, and for whom.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Gin.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "gin",
        title: "Gin",
        definition_url: "https://pkg.go.dev/github.com/gin-gonic/gin#Logger",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[GIN] {time:iso} |~{status:http}~|~{duration}~|~{client}~|~{message:here}{method}~{path:quoted}{message:end}{message:more}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[GIN] 2024/02/03 - 04:05:06 | 200 |      1.234ms |       192.0.2.9 | GET      \"/juniper\"",
        time: "2024-02-03T04:05:06Z",
        level: Level::Info,
        message: "GET      \"/juniper\"",
        fields: &[
            ("status", "200"),
            ("duration", "1.234ms"),
            ("client", "192.0.2.9"),
            ("method", "GET"),
            ("path", "/juniper"),
        ],
    },
    Sample {
        text: "[GIN] 2024/02/03 - 04:05:07 | 503 |         12s |     2001:db8::7 | POST     \"/still\"\nError #01: no juniper",
        time: "2024-02-03T04:05:07Z",
        level: Level::Error,
        message: "POST     \"/still\"\nError #01: no juniper",
        fields: &[("status", "503"), ("method", "POST")],
    },
];
