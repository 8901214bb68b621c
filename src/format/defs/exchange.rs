//! Protocol logs of Microsoft Exchange without the comments that name their columns.

use crate::format::table::Class;
use crate::format::table::cells::Cut;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;

/// Layout 0 is for SMTP connectors, 1 for POP3 and IMAP4.
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "exchange",
        title: "Exchange protocol log",
        definition_url: "https://learn.microsoft.com/en-us/exchange/mail-flow/connectors/protocol-logging",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Lines,
    &[
        Columns {
            cut: Cut::Doubled(b','),
            names: "date-time connector-id session-id sequence-number local-endpoint remote-endpoint event data context",
            least: 9,
            time: "date-time",
            message: ["event", "data"],
            classes: &[
                ("session-id", Class::Hex),
                ("sequence-number", Class::Number),
                ("local-endpoint", Class::Address),
                ("event", Class::OneOf(&["+", "-", ">", "<", "*"])),
            ],
            absent: "",
            ..PLAIN
        },
        Columns {
            cut: Cut::Doubled(b','),
            names: "dateTime sessionId seqNumber sIp cIp user duration rqsize rpsize command parameters context puid",
            least: 13,
            time: "dateTime",
            message: ["command", "parameters"],
            classes: &[
                ("sessionId", Class::Hex),
                ("seqNumber", Class::Number),
                ("sIp", Class::Address),
                ("cIp", Class::Address),
                ("duration", Class::Number),
                ("rqsize", Class::Number),
                ("rpsize", Class::Number),
            ],
            absent: "",
            ..PLAIN
        },
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03T04:05:06.789Z,QUAY\\Harbour Frontend,08DC24A1B2C3D4E5,7,192.0.2.1:25,192.0.2.9:40100,>,250 OK,",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Unknown,
        message: ">,250 OK",
        fields: &[("connector-id", "QUAY\\Harbour Frontend"), ("data", "250 OK")],
    },
    Sample {
        text: "2024-02-03T04:05:06.789Z,00000000000000A1,3,192.0.2.1:143,192.0.2.9:40100,mate,12,24,31,login,mate *****,\"R=\"\"1 OK\"\"\",",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Unknown,
        message: "login,mate *****",
        fields: &[("user", "mate"), ("duration", "12"), ("context", "R=\"1 OK\"")],
    },
];
