//! The detailed logs of the cluster managers Pacemaker and Corosync, which stand in no syslog.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Pacemaker and Corosync.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "pacemaker",
        title: "Pacemaker and Corosync",
        definition_url: "https://clusterlabs.org/projects/pacemaker/doc/2.1/Pacemaker_Administration/html/troubleshooting.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:month_name} {host} {program} [{pid:digits}] ({function})~{level}: {message}",
        "{time:month_name} [{pid:digits}] {host} {program:dotted}:~{level}: {function}: {message}",
        // Corosync.
        "{time:month_name} [{pid:digits}] {host} corosync {level} [{component}~] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Feb 03 04:05:06 quay pierd               [812] (pier_moor) \terror: The rope is cut",
        time: "2025-02-03T04:05:06Z",
        level: Level::Error,
        message: "The rope is cut",
        fields: &[
            ("host", "quay"),
            ("program", "pierd"),
            ("pid", "812"),
            ("function", "pier_moor"),
        ],
    },
    Sample {
        text: "Feb 03 04:05:07 [812] quay       pierd:  warning: pier_moor:\tThe rope is slack",
        time: "2025-02-03T04:05:07Z",
        level: Level::Warn,
        message: "The rope is slack",
        fields: &[("host", "quay"), ("program", "pierd"), ("function", "pier_moor")],
    },
    Sample {
        text: "Feb 03 04:05:08 [813] quay corosync notice  [TIDE  ] A new tide",
        time: "2025-02-03T04:05:08Z",
        level: Level::Notice,
        message: "A new tide",
        fields: &[("component", "TIDE"), ("pid", "813")],
    },
];
