//! The debug output of slapd.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `OpenLDAP`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "openldap",
        title: "OpenLDAP",
        definition_url: "https://www.openldap.org/doc/admin26/runningslapd.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time}] slapd {level} {message:here}{?conn={conn:digits} {?op={op:digits} ?}?}{?{operation} ?}{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[14-03-2021 05:06:07] slapd debug  conn=7 op=2 do_bind",
        time: "2021-03-14T05:06:07Z",
        level: Level::Debug,
        message: "conn=7 op=2 do_bind",
        fields: &[("conn", "7"), ("op", "2")],
    },
    Sample {
        text: "[14-03-2021 05:06:07] slapd warn  nest is full",
        time: "2021-03-14T05:06:07Z",
        level: Level::Warn,
        message: "nest is full",
        fields: &[],
    },
];
