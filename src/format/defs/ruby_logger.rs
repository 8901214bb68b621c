//! The default format of Ruby's Logger, and that of Semantic Logger.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Ruby Logger.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ruby_logger",
        title: "Ruby Logger",
        definition_url: "https://docs.ruby-lang.org/en/3.3/Logger.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:letter}, [{time:iso} #{pid:digits}] {level} -- {program:text}: {message}",
        "{level:letter}, [{time:iso} #{pid:digits}] ANY -- {program:text}: {message}",
        "{time:iso} {level:letter} [{pid:digits}:{thread:text}] {?[{tags:text}] ?}{logger:dotted} -- {message}",
        "[{time:iso}] {level} {?[{thread:text}] ?}{logger:dotted} -- {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "W, [2021-03-04T05:06:07.089112 #812]  WARN -- forge: iron too cold",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Warn,
        message: "iron too cold",
        fields: &[("pid", "812"), ("program", "forge")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089112 I [812:puma 1] Forge::Anvil -- struck",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Info,
        message: "struck",
        fields: &[("pid", "812"), ("thread", "puma 1"), ("logger", "Forge::Anvil")],
    },
];
