//! What NVIDIA's NCCL says while many processes train one model: who says it stands in front.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// NCCL.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nccl",
        title: "NCCL",
        definition_url: "https://github.com/NVIDIA/nccl/blob/master/src/debug.cc",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{host}:{pid:digits}:{tid:digits} [{rank:digits}] {?{file:dotted}:{line:digits} ?}{?({function}) ?}NCCL {level:only,WARN=warn,INFO=info,ABORT=fatal} {message}",
        "{host}:{pid:digits}:{tid:digits} [{rank:digits}] {uptime_ms:decimal} {function:dotted}:{line:digits} NCCL {level:only,TRACE=trace} {message}",
        "{host}:{pid:digits}:{tid:digits} NCCL {level:only,CALL=trace} {message}",
        // Since version 2.26 warnings have a time, and others may.
        "[{time:iso}] {host}:{pid:digits}:{tid:digits} [{rank:digits}] {?{file:dotted}:{line:digits} ?}{?({function}) ?}NCCL {level:only,WARN=warn,INFO=info,ABORT=fatal} {message}",
        "[{time:iso}] {host}:{pid:digits}:{tid:digits} [{rank:digits}] {uptime_ms:decimal} {function:dotted}:{line:digits} NCCL {level:only,TRACE=trace} {message}",
        "[{time:iso}] {host}:{pid:digits}:{tid:digits} NCCL {level:only,CALL=trace} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "oak4:812:830 [3] NCCL INFO Ring 01 : 3 -> 4",
        time: "",
        level: Level::Info,
        message: "Ring 01 : 3 -> 4",
        fields: &[("host", "oak4"), ("pid", "812"), ("tid", "830"), ("rank", "3")],
    },
    Sample {
        text: "oak5:812:831 [4] root/net_root.cc:39 NCCL WARN Call to root 3 failed",
        time: "",
        level: Level::Warn,
        message: "Call to root 3 failed",
        fields: &[("file", "root/net_root.cc"), ("line", "39")],
    },
    Sample {
        text: "[2024-02-03 04:05:06] oak5:812:831 [4] root/net_root.cc:39 (rootConnect) NCCL WARN Call to root 3 failed",
        time: "2024-02-03T04:05:06Z",
        level: Level::Warn,
        message: "Call to root 3 failed",
        fields: &[("host", "oak5"), ("file", "root/net_root.cc"), ("function", "rootConnect")],
    },
    Sample {
        text: "oak5:812:831 [4] 12.345678 rootConnect:41 NCCL TRACE root 3 listens",
        time: "",
        level: Level::Trace,
        message: "root 3 listens",
        fields: &[("uptime_ms", "12.345678"), ("function", "rootConnect"), ("line", "41")],
    },
    Sample {
        text: "oak5:812:831 NCCL CALL rootGrow(4)",
        time: "",
        level: Level::Trace,
        message: "rootGrow(4)",
        fields: &[("tid", "831")],
    },
];
