//! The verbose log of Windows Installer: side, process and thread, and a clock; the day stands only in its frame.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Windows Installer.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "windows_installer",
        title: "Windows Installer",
        definition_url: "https://learn.microsoft.com/en-us/windows/win32/msi/windows-installer-logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "MSI ({side:=c|s|N|a}) ({process}) [{time:clock}]: {message}",
        "Action {state:=start|ended} {time:clock}: {message}",
        "Action {time:clock}: {message}",
        "=== {?Verbose ?}{message:here}{_:=logging|Logging} {_:=started|stopped}: {time} {_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "MSI (s) (B8:10) [05:06:07:089]: Product: Gate -- Installed.",
        time: "2025-12-30T05:06:07.089Z",
        level: Level::Unknown,
        message: "Product: Gate -- Installed.",
        fields: &[("side", "s"), ("process", "B8:10")],
    },
    Sample {
        text: "MSI (c) (A4!BC) [05:06:08:089]: Gate is shut",
        time: "2025-12-30T05:06:08.089Z",
        level: Level::Unknown,
        message: "Gate is shut",
        fields: &[("process", "A4!BC")],
    },
    Sample {
        text: "Action ended 5:06:09: LatchGate. Return value 1.",
        time: "2025-12-30T05:06:09Z",
        level: Level::Unknown,
        message: "LatchGate. Return value 1.",
        fields: &[("state", "ended")],
    },
];
