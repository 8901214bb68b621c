//! The queries that `CoreDNS` logs: who asked what, and the answer's code.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// The plugin `log` of `CoreDNS`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "coredns",
        title: "CoreDNS queries",
        definition_url: "https://coredns.io/plugins/log/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    &[
        "[{level}] {client:addr} - {id:digits} {message:here}\"{type} {class} {name} {protocol} {size:digits} {_} {_:digits}\" {rcode:dotted} {flags} {bytes:digits} {duration}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[INFO] 192.0.2.8:50759 - 29008 \"A IN heron.example. udp 41 false 4096\" NOERROR qr,aa,rd,ra 115 0.000123s",
        time: "",
        level: Level::Info,
        message: "\"A IN heron.example. udp 41 false 4096\" NOERROR qr,aa,rd,ra 115 0.000123s",
        fields: &[
            ("client", "192.0.2.8"),
            ("client_port", "50759"),
            ("id", "29008"),
            ("type", "A"),
            ("name", "heron.example."),
            ("rcode", "NOERROR"),
            ("bytes", "115"),
            ("duration", "0.000123s"),
        ],
    },
    Sample {
        text: "[INFO] [2001:db8::7]:40212 - 5 \"AAAA IN reed.example. tcp 38 true 1232\" NXDOMAIN qr,rd,ra 113 0.0021s",
        time: "",
        level: Level::Info,
        message: "\"AAAA IN reed.example. tcp 38 true 1232\" NXDOMAIN qr,rd,ra 113 0.0021s",
        fields: &[("client", "[2001:db8::7]"), ("protocol", "tcp"), ("rcode", "NXDOMAIN")],
    },
];
