//! Output of `journalctl` that differs from syslog: short-full, short-unix and short-monotonic.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// journald.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "journald",
        title: "journald",
        definition_url: "https://www.freedesktop.org/software/systemd/man/latest/journalctl.html#-o",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{_:=Mon|Tue|Wed|Thu|Fri|Sat|Sun} {time:iso} {host} {program:dotted}[{pid:digits}]: {message}",
        "{_:=Mon|Tue|Wed|Thu|Fri|Sat|Sun} {time:iso} {host} {program:dotted}: {message}",
        "{time:epoch} {host} {program:dotted}[{pid:digits}]: {message}",
        "{time:epoch} {host} {program:dotted}: {message}",
        "[~{uptime:decimal}] {host} {program:dotted}[{pid:digits}]: {message}",
        "[~{uptime:decimal}] {host} {program:=kernel}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Thu 2021-03-04 05:06:07 UTC heron fishd[812]: net mended",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "net mended",
        fields: &[("host", "heron"), ("program", "fishd"), ("pid", "812")],
    },
    Sample {
        text: "1614834367.089112 heron fishd[812]: net torn",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Unknown,
        message: "net torn",
        fields: &[("host", "heron"), ("program", "fishd")],
    },
    Sample {
        text: "[   12.345678] heron fishd[812]: net cast",
        time: "",
        level: Level::Unknown,
        message: "net cast",
        fields: &[("uptime", "12.345678"), ("host", "heron")],
    },
];
