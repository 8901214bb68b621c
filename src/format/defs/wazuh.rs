//! The logs of the daemons of Wazuh and OSSEC: who, perhaps where in the program, and the level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Wazuh and OSSEC.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "wazuh",
        title: "Wazuh and OSSEC",
        definition_url: "https://documentation.wazuh.com/current/user-manual/reference/internal-options.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso/} {program:dotted}: {level}: {message}",
        "{time:iso/} {program}[{pid:digits}] {file:dotted}:{line:digits} at {function}: {level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024/02/03 04:05:06 fox-guardd: WARNING: The fence is low",
        time: "2024-02-03T04:05:06Z",
        level: Level::Warn,
        message: "The fence is low",
        fields: &[("program", "fox-guardd")],
    },
    Sample {
        text: "2024/02/03 04:05:07 fox-guardd[812] main.c:77 at main(): ERROR: (1234): No fence",
        time: "2024-02-03T04:05:07Z",
        level: Level::Error,
        message: "(1234): No fence",
        fields: &[
            ("program", "fox-guardd"),
            ("pid", "812"),
            ("file", "main.c"),
            ("line", "77"),
            ("function", "main()"),
        ],
    },
];
