//! The logs of Unbound and NSD: process, thread and level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Unbound and NSD.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "unbound",
        title: "Unbound and NSD",
        definition_url: "https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:epoch,iso}] unbound[{pid:digits}:{thread}] {level}: {message}",
        "{time:month_name,iso} unbound[{pid:digits}:{thread}] {level}: {message}",
        "[{time:epoch,iso}] nsd[{pid:digits}]: {level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[1614834367] unbound[71:0] info: start of den service",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "start of den service",
        fields: &[("pid", "71"), ("thread", "0")],
    },
    Sample {
        text: "Mar 04 05:06:08 unbound[71:1] error: no answer from den.example",
        time: "2025-03-04T05:06:08Z",
        level: Level::Error,
        message: "no answer from den.example",
        fields: &[("thread", "1")],
    },
    Sample {
        text: "[2021-03-04 05:06:09.089] nsd[72]: notice: den zone is read",
        time: "2021-03-04T05:06:09.089Z",
        level: Level::Notice,
        message: "den zone is read",
        fields: &[("pid", "72")],
    },
];
