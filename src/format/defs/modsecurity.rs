//! The audit log of `ModSecurity`: a transaction in sections, each after its boundary.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `ModSecurity` audit log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "modsecurity",
        title: "ModSecurity audit log",
        definition_url: "https://github.com/owasp-modsecurity/ModSecurity/wiki/ModSecurity-2-Data-Formats",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: true,
    },
    &[
        "--{boundary}-A--\n[{time:clf}] {transaction} {client} {client_port:digits} {server} {server_port:digits}\n{message}",
        "---{boundary}---A--\n[{time:clf}] {transaction} {client} {client_port:digits} {server} {server_port:digits}\n{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "--4d7e1a2b-A--\n[04/Mar/2021:05:06:07 +0000] YEBq3x 192.0.2.7 4053 198.51.100.3 443\n--4d7e1a2b-B--\nGET /hens HTTP/1.1\n\n--4d7e1a2b-Z--",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "--4d7e1a2b-B--\nGET /hens HTTP/1.1\n\n--4d7e1a2b-Z--",
        fields: &[
            ("boundary", "4d7e1a2b"),
            ("transaction", "YEBq3x"),
            ("client", "192.0.2.7"),
            ("server_port", "443"),
        ],
    },
    Sample {
        text: "---q7Xe1---A--\n[04/Mar/2021:05:06:08 +0100] 1614830768 192.0.2.7 4053 198.51.100.3 443\n---q7Xe1---Z--",
        time: "2021-03-04T04:06:08Z",
        level: Level::Unknown,
        message: "---q7Xe1---Z--",
        fields: &[("transaction", "1614830768")],
    },
];
