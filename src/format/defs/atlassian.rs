//! The logs of Jira and Confluence: for whom and what a request was, then the logger in brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Jira and Confluence.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "atlassian",
        title: "Jira and Confluence",
        definition_url: "https://confluence.atlassian.com/adminjiraserver/logging-and-profiling-938847671.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        // Jira, within a request and outside.
        "{time:iso} {thread:coded} {level} {user} {request:coded} {session} {client} {path} [{logger:dotted}] {message}",
        "{time:iso} {thread:coded} {level} [{logger:dotted}] {message}",
        "{time:iso} {thread:coded} {level} {user:dotted} [{logger:dotted}] {message}",
        // Confluence, whose loggers are followed by the method.
        "{time:iso} {level} [{thread:text}] [{logger:qualified}] {method:coded} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06,789+0000 http-nio-8080-exec-7 WARN mate 245x77x1 1a2b3c 192.0.2.9 /secure/Pier.jspa [o.e.ferry.web.Pier] The pier is wet",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Warn,
        message: "The pier is wet",
        fields: &[
            ("thread", "http-nio-8080-exec-7"),
            ("user", "mate"),
            ("request", "245x77x1"),
            ("client", "192.0.2.9"),
            ("path", "/secure/Pier.jspa"),
            ("logger", "o.e.ferry.web.Pier"),
        ],
    },
    Sample {
        text: "2024-02-03 04:05:07,001+0000 FERRY-Bootstrap INFO      [o.e.ferry.Start] Casting off",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Info,
        message: "Casting off",
        fields: &[("thread", "FERRY-Bootstrap"), ("logger", "o.e.ferry.Start")],
    },
    Sample {
        text: "2024-02-03 04:05:08,001 ERROR [http-nio-8090-exec-7] [example.ferry.Pier] moorFerry No rope\n -- url: /pier | page: 7",
        time: "2024-02-03T04:05:08.001Z",
        level: Level::Error,
        message: "No rope\n -- url: /pier | page: 7",
        fields: &[
            ("thread", "http-nio-8090-exec-7"),
            ("logger", "example.ferry.Pier"),
            ("method", "moorFerry"),
        ],
    },
];
