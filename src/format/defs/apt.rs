//! What dpkg, update-alternatives and similar tools log about packages.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Debian packages.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "apt",
        title: "Debian packages",
        definition_url: "https://manpages.debian.org/stable/dpkg/dpkg.1.en.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {message:here}status {status} {package} {version}",
        "{time:iso} {message:here}{action:=install|upgrade|configure|trigproc|triggered|disappear|remove|purge} {package} {installed} {available}",
        "{time:iso} {message:here}startup {type:=archives|packages} {command}",
        "{time:iso} {message:here}conffile {file} {decision}",
        "update-alternatives {time:iso}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 status half-installed millstone:amd64 1.2-3",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "status half-installed millstone:amd64 1.2-3",
        fields: &[
            ("status", "half-installed"),
            ("package", "millstone:amd64"),
            ("version", "1.2-3"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:08 upgrade millstone:amd64 1.2-3 1.2-4",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "upgrade millstone:amd64 1.2-3 1.2-4",
        fields: &[("action", "upgrade"), ("available", "1.2-4")],
    },
    Sample {
        text: "update-alternatives 2021-03-04 05:06:07: link group wheel is manual",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "link group wheel is manual",
        fields: &[],
    },
];
