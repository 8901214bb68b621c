//! The kernel's own log: seconds since boot, or the times that `dmesg -T` makes of them.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Kernel ring buffer.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "dmesg",
        title: "Kernel ring buffer",
        definition_url: "https://man7.org/linux/man-pages/man1/dmesg.1.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[~{uptime:decimal}] {message}",
        "[~{uptime:decimal}][~{caller}] {message}",
        "<{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}>[~{uptime:decimal}] {message}",
        "<{priority:digits}>[~{uptime:decimal}] {message}",
        "{facility:=kern|user|mail|daemon|auth|syslog|lpr|news}~:{level}~: [~{uptime:decimal}] {message}",
        "{facility:=kern|user|mail|daemon|auth|syslog|lpr|news}~:{level}~: [{time:month_name_year}] {message}",
        "[{time:month_name_year}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[   12.345678] otter 1-1: new river found",
        time: "",
        level: Level::Unknown,
        message: "otter 1-1: new river found",
        fields: &[("uptime", "12.345678")],
    },
    Sample {
        text: "kern  :warn  : [  112.345678] otter 1-1: river is dry",
        time: "",
        level: Level::Warn,
        message: "otter 1-1: river is dry",
        fields: &[("uptime", "112.345678"), ("facility", "kern")],
    },
    Sample {
        text: "[Thu Mar  4 05:06:07 2021] otter 1-1: river is back",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "otter 1-1: river is back",
        fields: &[],
    },
    Sample {
        text: "<3>[  113.000001] otter 1-1: river is gone",
        time: "",
        level: Level::Error,
        message: "otter 1-1: river is gone",
        fields: &[("uptime", "113.000001")],
    },
];
