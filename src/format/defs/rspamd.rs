//! The log of Rspamd: worker, tag, module and function.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Rspamd.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "rspamd",
        title: "Rspamd",
        definition_url: "https://docs.rspamd.com/configuration/logging/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} #{pid:digits}({worker:text}) {?<{tag:text}>; ?}{module}; {function}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 #71(normal) <q7e1a2>; task; hen_write_log: id: <egg@barn.example>, ip: 192.0.2.7",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "id: <egg@barn.example>, ip: 192.0.2.7",
        fields: &[
            ("pid", "71"),
            ("worker", "normal"),
            ("tag", "q7e1a2"),
            ("module", "task"),
            ("function", "hen_write_log"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:08 #70(main) <w9>; main; hen_fork: hatch worker 72",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "hatch worker 72",
        fields: &[("module", "main")],
    },
];
