//! The action log of Webmin.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Webmin.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "webmin",
        title: "Webmin",
        definition_url: "https://webmin.com/docs/modules/webmin-actions-log/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:secs}{_} [{_:text}] {user} {session} {client} {module} {script} {message:here}{action:quoted} {_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "1614834367.812.0 [04/Mar/2021 05:06:07] ferret b2c3 192.0.2.6 cron save_cron.cgi \"modify\" \"burrow\" \"3\"",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "\"modify\" \"burrow\" \"3\"",
        fields: &[("user", "ferret"), ("client", "192.0.2.6"), ("action", "modify")],
    },
    Sample {
        text: "1614834368.813.0 [04/Mar/2021 05:06:08] ferret - 192.0.2.6 global miniserv.pl \"failed\" \"-\" \"wrongpass\"",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "\"failed\" \"-\" \"wrongpass\"",
        fields: &[("module", "global")],
    },
];
