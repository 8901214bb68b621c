//! The queries that `CoreDNS` logs: who asked what, and the answer's code; and what its plugins say.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `CoreDNS`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "coredns",
        title: "CoreDNS",
        definition_url: "https://coredns.io/plugins/log/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    &[
        "[{level}] {client:addr} - {id:digits} {message:here}\"{type} {class} {name} {protocol} {size:digits} {_} {_:digits}\" {rcode} {flags} {bytes:digits} {duration}{message:end}",
        // With the request's code behind it.
        "[{level}] {client:addr} - {id:digits} {message:here}\"{type} {class} {name} {protocol} {size:digits} {_} {_:digits}\" {rcode} {flags} {bytes:digits} {duration} {opcode:quoted}{message:end}",
        // What other plugins say.
        "[{level}] plugin/{plugin}: {message}",
        // Until version 1.5.1 a time came first.
        "{time:iso} [{level}] {client:addr} - {id:digits} {message:here}\"{type} {class} {name} {protocol} {size:digits} {_} {_:digits}\" {rcode} {flags} {bytes:digits} {duration}{message:end}",
        "{time:iso} [{level}] plugin/{plugin}: {message}",
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
    Sample {
        text: "[INFO] 192.0.2.8:50760 - 29009 \"A IN egret.example. udp 41 false 4096\" - - 0 2.0005s \"0\"",
        time: "",
        level: Level::Info,
        message: "\"A IN egret.example. udp 41 false 4096\" - - 0 2.0005s \"0\"",
        fields: &[("bytes", "0"), ("duration", "2.0005s"), ("opcode", "0")],
    },
    Sample {
        text: "2021-03-04T05:06:07.089Z [ERROR] plugin/errors: 2 egret.example. A: no pond",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "2 egret.example. A: no pond",
        fields: &[("plugin", "errors")],
    },
];
