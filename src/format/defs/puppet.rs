//! The log that Puppet's agent writes to a file: what it is about, and the level in brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Puppet.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "puppet",
        title: "Puppet",
        definition_url: "https://github.com/puppetlabs/puppet/blob/main/lib/puppet/util/log/destinations.rb",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {source:text} ({level}): {message}",
        // As Ruby 1.8 writes times.
        "{time:month_name_year} {source:text} ({level}): {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 +0100 Puppet (err): The strings are tangled",
        time: "2021-03-04T04:06:07Z",
        level: Level::Error,
        message: "The strings are tangled",
        fields: &[("source", "Puppet")],
    },
    Sample {
        text: "2021-03-04 05:06:08 +0100 /Stage[main]/Hall/Curtain[red] (notice): Triggered 'rise'",
        time: "2021-03-04T04:06:08Z",
        level: Level::Notice,
        message: "Triggered 'rise'",
        fields: &[("source", "/Stage[main]/Hall/Curtain[red]")],
    },
    Sample {
        text: "Thu Mar 04 05:06:09 +0100 2021 //stage/Puppet (warning): The curtain is old",
        time: "2021-03-04T04:06:09Z",
        level: Level::Warn,
        message: "The curtain is old",
        fields: &[("source", "//stage/Puppet")],
    },
];
