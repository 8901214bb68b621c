//! The logs of pacman, yum and zypper.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Package managers.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "pacman",
        title: "Package managers",
        definition_url: "https://man.archlinux.org/man/pacman.8",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] [{source:=ALPM|PACMAN|ALPM-SCRIPTLET}] {message:here}{action:=installed|upgraded|removed|reinstalled|downgraded} {package} ({version:text})",
        "[{time:iso}] [{source:=ALPM|PACMAN|ALPM-SCRIPTLET}] {message}",
        "{time:month_name} {message:here}{action:=Installed|Updated|Erased}: {package}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04T05:06:07+0000] [ALPM] upgraded millstone (1.2-3 -> 1.2-4)",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "upgraded millstone (1.2-3 -> 1.2-4)",
        fields: &[
            ("source", "ALPM"),
            ("action", "upgraded"),
            ("package", "millstone"),
            ("version", "1.2-3 -> 1.2-4"),
        ],
    },
    Sample {
        text: "[2021-03-04 05:06] [PACMAN] Running 'grind'",
        time: "2021-03-04T05:06:00Z",
        level: Level::Unknown,
        message: "Running 'grind'",
        fields: &[("source", "PACMAN")],
    },
    Sample {
        text: "Mar 04 05:06:07 Installed: millstone-1.2-4.x86_64",
        time: "2025-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "Installed: millstone-1.2-4.x86_64",
        fields: &[("action", "Installed"), ("package", "millstone-1.2-4.x86_64")],
    },
];
