//! The log of libvirt: process, level and the place in the program between colons that stand alone.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// libvirt.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "libvirt",
        title: "libvirt",
        definition_url: "https://github.com/libvirt/libvirt/blob/master/src/util/virlog.c",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}: {pid:digits}: {level} : {function:dotted}:{line:digits} : {message}",
        "{time:iso}: {pid:digits}: {level} : {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089+0000: 812: warning : dykeWatch:39 : Dyke 4 is wet",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "Dyke 4 is wet",
        fields: &[("pid", "812"), ("function", "dykeWatch"), ("line", "39")],
    },
    Sample {
        text: "2021-03-04 05:06:08.089+0000: 813: info : dyke version: 6",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "dyke version: 6",
        fields: &[("pid", "813")],
    },
];
