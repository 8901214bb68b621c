//! The logs of the System Security Services Daemon: component, function and a bit for the level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// SSSD.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "sssd",
        title: "SSSD",
        definition_url: "https://manpages.debian.org/stable/sssd-tools/sss_debuglevel.8.en.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        // Each bit is one kind of message.
        "({time:iso,month_name_year}){?:?} [{component:last}] [{function}] ({level:only,0x0010=fatal,0x0020=fatal,0x0040=error,0x0080=warn,0x0100=info,0x0200=debug,0x0400=trace,0x1000=trace,0x2000=trace,0x4000=trace,0x8000=trace,0x10000=trace,0x20000=trace}): {message}",
        // What is told at any level.
        "({time:iso,month_name_year}){?:?} [{component:last}] [{function}] (0x{_}): {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "(2024-02-03  4:05:06): [be[quay]] [tide_get] (0x0040): No tide [5]: Input",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "No tide [5]: Input",
        fields: &[("component", "be[quay]"), ("function", "tide_get")],
    },
    Sample {
        text: "(2024-02-03  4:05:06:789012): [nss] [tide_ask] (0x2000): [CID#4] tide is 4",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Trace,
        message: "[CID#4] tide is 4",
        fields: &[("component", "nss")],
    },
    Sample {
        text: "(Sat Feb  3 04:05:07 2024) [sssd[pam]] [tide_start] (0x3f7c0): Starting",
        time: "2024-02-03T04:05:07Z",
        level: Level::Unknown,
        message: "Starting",
        fields: &[("component", "sssd[pam]"), ("function", "tide_start")],
    },
];
