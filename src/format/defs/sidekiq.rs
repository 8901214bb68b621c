//! The text logs of Sidekiq: process, thread, job class and job.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Sidekiq.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "sidekiq",
        title: "Sidekiq",
        definition_url: "https://github.com/sidekiq/sidekiq/wiki/Logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {pid:digits} TID-{tid} {class:dotted} JID-{jid} {level}: {message}",
        "{time:iso} {pid:digits} TID-{tid} {level}: {message}",
        "{time:iso} pid={pid:digits} tid={tid} {?class={class} ?}{?jid={jid} ?}{?bid={bid} ?}{?elapsed={elapsed} ?}{level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z 71 TID-oz4 AcornWorker JID-b4a577 INFO: start",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "start",
        fields: &[("pid", "71"), ("tid", "oz4"), ("class", "AcornWorker"), ("jid", "b4a577")],
    },
    Sample {
        text: "2021-03-04T05:06:08.089Z pid=71 tid=oz4 class=AcornWorker jid=b4a577 WARN: buried twice",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Warn,
        message: "buried twice",
        fields: &[("class", "AcornWorker"), ("jid", "b4a577")],
    },
];
