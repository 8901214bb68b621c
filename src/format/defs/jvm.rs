//! Logs of the Java virtual machine: the unified ones, and those of its garbage collectors before
//! Java 9.
//!
//! Of the decorations of a unified log each may be left out; what says only how long the machine
//! has been running is no time.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "jvm",
        title: "Java virtual machine",
        definition_url: "https://openjdk.org/jeps/158",
        samples: SAMPLES,
        has_pairs: true,
        ..FormatCard::PLAIN
    },
    &[
        "[{time:iso}]{?[{uptime:decimal}s]?}{?[{uptime_ms:digits}ms]?}{?[{uptime_ns:digits}ns]?}{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime:decimal}s]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime_ms:digits}ms]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime_ns:digits}ns]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "{time:iso}: {uptime:decimal}: {message:here}[{collection:=GC|Full} {?GC ?}{?pause ?}{?({cause:text}) ?}{_:rest}",
        "{time:iso}: {uptime:decimal}: {message}",
        "{uptime:decimal}: {message:here}[{collection:=GC|Full} {?GC ?}{?pause ?}{?({cause:text}) ?}{_:rest}",
        "{uptime:decimal}: {message:here}[{phase:=CMS-initial-mark|CMS-concurrent-mark-start|CMS-concurrent-mark|CMS-remark|CMS-concurrent-sweep-start|CMS-concurrent-sweep}{_:rest}",
        "{uptime:decimal}: {message:here}{_:=Total|Application} time{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2024-02-03T04:05:06.789+0100][0.123s][info ][gc,start     ] GC(7) Pause Sweeping (Quay)",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Info,
        message: "GC(7) Pause Sweeping (Quay)",
        fields: &[("uptime", "0.123"), ("tags", "gc,start")],
    },
    Sample {
        text: "[12.345s][warning][safepoint,quay] Waiting for the mate",
        time: "",
        level: Level::Warn,
        message: "Waiting for the mate",
        fields: &[("uptime", "12.345"), ("tags", "safepoint,quay")],
    },
    Sample {
        text: "2024-02-03T04:05:06.789+0100: 1.234: [GC (Allocation Failure) [QuayGen: 9K->1K(12K)] 9K->3K(24K), 0.0012 secs]",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Unknown,
        message: "[GC (Allocation Failure) [QuayGen: 9K->1K(12K)] 9K->3K(24K), 0.0012 secs]",
        fields: &[("uptime", "1.234"), ("collection", "GC"), ("cause", "Allocation Failure")],
    },
    Sample {
        text: "1.234: [Full GC (System.gc()) 9K->3K(24K), 0.0012 secs]",
        time: "",
        level: Level::Unknown,
        message: "[Full GC (System.gc()) 9K->3K(24K), 0.0012 secs]",
        fields: &[("uptime", "1.234"), ("collection", "Full"), ("cause", "System.gc()")],
    },
];
