//! The default layout of `OpenStack` services: process, level, logger and request ids.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `OpenStack` oslo.log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "oslo",
        title: "OpenStack oslo.log",
        definition_url: "https://docs.openstack.org/oslo.log/latest/configuration/index.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{?{file:dotted} ?}{time:iso} {pid:digits} {level} {logger:dotted} [{request:text}] {message}",
        "{time:iso} {pid:digits} {level} {logger:dotted} {message}",
        "{file} {time:iso} {pid:digits} {level} {logger:dotted} [{request:text}] {message}",
        "{file} {time:iso} {pid:digits} {level} {logger:dotted} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2020-09-08 07:06:05.432 2210 WARNING keel.hull [req-77 a b - - -] leak at frame 9",
        time: "2020-09-08T07:06:05.432Z",
        level: Level::Warn,
        message: "leak at frame 9",
        fields: &[("pid", "2210"), ("logger", "keel.hull"), ("request", "req-77 a b - - -")],
    },
    Sample {
        text: "keel-api.log.3 2020-09-08 07:06:05.432 2210 INFO keel.api [-] docked",
        time: "2020-09-08T07:06:05.432Z",
        level: Level::Info,
        message: "docked",
        fields: &[("file", "keel-api.log.3")],
    },
];
