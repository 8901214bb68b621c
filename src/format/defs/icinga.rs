//! The main log of Icinga 2: level and component in one word.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "icinga",
        title: "Icinga 2",
        definition_url: "https://github.com/Icinga/icinga2/blob/master/lib/base/streamlogger.cpp",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    &[
        "[{time:iso}] {level}/{component:dotted}: {message}",
        // Before its log is open, and what its command line prints.
        "{level:only,debug=debug,notice=notice,information=info,warning=warn,critical=fatal}/{component:dotted}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2024-02-03 04:05:06 +0100] information/Checkable: Checking tide of quay",
        time: "2024-02-03T03:05:06Z",
        level: Level::Info,
        message: "Checking tide of quay",
        fields: &[("component", "Checkable")],
    },
    Sample {
        text: "[2024-02-03 04:05:07 +0100] critical/ApiListener: Cannot reach quay\nContext:\n\t(0) Calling quay",
        time: "2024-02-03T03:05:07Z",
        level: Level::Fatal,
        message: "Cannot reach quay\nContext:\n\t(0) Calling quay",
        fields: &[("component", "ApiListener")],
    },
    Sample {
        text: "warning/cli: The quay has no lamp",
        time: "",
        level: Level::Warn,
        message: "The quay has no lamp",
        fields: &[("component", "cli")],
    },
];
