//! PgBouncer: a line about a client or a server says which one.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// PgBouncer.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "pgbouncer",
        title: "PgBouncer",
        definition_url: "https://www.pgbouncer.org/config.html#log-settings",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} [{pid:digits}] {level:NOISE=trace} {socket}: {database}/{user}@{client:addr} {message}",
        "{time:iso} [{pid:digits}] {level:NOISE=trace} {message}",
        "{time:iso} {pid:digits} {level:NOISE=trace} {socket}: {database}/{user}@{client:addr} {message}",
        "{time:iso} {pid:digits} {level:NOISE=trace} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089 UTC [12] LOG C-0xa84: barn/hen@192.0.2.7:34884 login attempt: db=barn user=hen tls=no",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "login attempt: db=barn user=hen tls=no",
        fields: &[
            ("pid", "12"),
            ("socket", "C-0xa84"),
            ("database", "barn"),
            ("client", "192.0.2.7"),
            ("client_port", "34884"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:07.089 12 WARNING S-0xb7: barn/hen@192.0.2.8:5432 is tired",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "is tired",
        fields: &[("pid", "12"), ("user", "hen")],
    },
];
