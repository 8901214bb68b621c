//! Flow logs of AWS networks, version 2.

use crate::format::table::Class;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;
use crate::time::TimeShape;

/// Flow logs of AWS networks, version 2.
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "aws_vpc_flow",
        title: "AWS VPC flow log",
        definition_url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Lines,
    &[Columns {
        names: "version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status",
        least: 14,
        time: "start",
        shape: TimeShape::Epoch,
        classes: &[
            ("version", Class::Number),
            ("srcaddr", Class::Address),
            ("dstaddr", Class::Address),
            ("srcport", Class::Number),
            ("dstport", Class::Number),
            ("protocol", Class::Number),
            ("packets", Class::Number),
            ("bytes", Class::Number),
            ("end", Class::Number),
            ("log_status", Class::OneOf(&["OK", "NODATA", "SKIPDATA"])),
        ],
        ..PLAIN
    }],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2 000000000000 eni-0a1b2c 192.0.2.9 198.51.100.7 40100 443 6 25 20000 1706933106 1706933166 ACCEPT OK",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "2 000000000000 eni-0a1b2c 192.0.2.9 198.51.100.7 40100 443 6 25 20000 1706933106 1706933166 ACCEPT OK",
        fields: &[("srcaddr", "192.0.2.9"), ("action", "ACCEPT"), ("end", "1706933166")],
    },
    Sample {
        text: "2 000000000000 eni-0a1b2c - - - - - - - 1706933106 1706933166 - NODATA",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "2 000000000000 eni-0a1b2c - - - - - - - 1706933106 1706933166 - NODATA",
        fields: &[("log_status", "NODATA")],
    },
];
