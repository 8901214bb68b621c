//! What NVIDIA's NCCL says while many processes train one model: who says it stands in front.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// NCCL.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nccl",
        title: "NCCL",
        definition_url: "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{host}:{pid:digits}:{tid:digits} [{rank:digits}] {?{file:dotted}:{line:digits} ?}NCCL {level:only,WARN=warn,INFO=info,TRACE=trace,ABORT=fatal} {message}",
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
];
