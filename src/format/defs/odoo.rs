//! The log of Odoo: process, database and logger.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Odoo.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "odoo",
        title: "Odoo",
        definition_url: "https://www.odoo.com/documentation/17.0/developer/reference/cli.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} {pid:digits} {level} {database} {logger:dotted}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 71 WARNING orchard odoo.addons.pips: seller is asleep",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "seller is asleep",
        fields: &[("pid", "71"), ("database", "orchard"), ("logger", "odoo.addons.pips")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 71 INFO ? odoo.service: stall opened",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "stall opened",
        fields: &[("database", "?"), ("logger", "odoo.service")],
    },
];
