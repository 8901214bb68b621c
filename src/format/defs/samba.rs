//! The logs of Samba: a head with the source, the message on the next line.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Samba.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "samba",
        title: "Samba",
        definition_url: "https://wiki.samba.org/index.php/Configuring_Logging_on_a_Samba_Server",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso},~{level:only,0=error,1=warn,2=notice,3=notice,4=info,5=info,6=debug,7=debug,8=debug,9=debug,10=debug}{?, {context:text}?}] {file}:{line:digits}({function})\n {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021/03/04 05:06:07.089112,  1] ../lib/shell/crab.c:12(pinch)\n  crab pinched a toe",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Warn,
        message: "crab pinched a toe",
        fields: &[("file", "../lib/shell/crab.c"), ("line", "12"), ("function", "pinch")],
    },
    Sample {
        text: "[2021/03/04 05:06:08,  3, pid=71, effective(0, 0)] ../lib/shell/crab.c:13(hide)\n  crab hid",
        time: "2021-03-04T05:06:08Z",
        level: Level::Notice,
        message: "crab hid",
        fields: &[("context", "pid=71, effective(0, 0)")],
    },
];
