//! The log of the telephone exchange `FreeSWITCH`: perhaps the call, perhaps how idle the machine is, level and place.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `FreeSWITCH`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "freeswitch",
        title: "FreeSWITCH",
        definition_url: "https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_logfile_1048990/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{call:hex} {time:iso} {?{idle}% ?}[{level:CONSOLE=info}] {file:dotted}:{line:digits} {message}",
        "{time:iso} {?{idle}% ?}[{level:CONSOLE=info}] {file:dotted}:{line:digits} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06.789012 [NOTICE] switch_bell.c:77 New bell",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Notice,
        message: "New bell",
        fields: &[("file", "switch_bell.c"), ("line", "77")],
    },
    Sample {
        text: "0a1b2c3d-0001-4000-8000-00000000000f 2024-02-03 04:05:07.000001 99.97% [ERR] mod_bell.c:78 No bell",
        time: "2024-02-03T04:05:07.000001Z",
        level: Level::Error,
        message: "No bell",
        fields: &[
            ("call", "0a1b2c3d-0001-4000-8000-00000000000f"),
            ("idle", "99.97"),
            ("file", "mod_bell.c"),
        ],
    },
];
