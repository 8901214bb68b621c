//! What `log show` prints, in its default and its compact style, and what `NSLog` writes.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// macOS unified log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "macos_log",
        title: "macOS unified log",
        definition_url: "https://developer.apple.com/documentation/os/viewing-log-messages",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {thread:text} {level:only,Default=notice,Info=info,Debug=debug,Error=error,Activity=info,Fault=fatal} {activity} {pid:digits} {ttl:digits} {program:text}: {message}",
        "{time:iso} {level:only,Df=notice,In=info,Db=debug,E=error,Er=error,F=fatal,Ft=fatal,A=info,Ac=info} {program:text}[{pid:digits}:{thread}] {message}",
        // What `NSLog` writes to standard error.
        "{time:iso} {program:text}[{pid:digits}:{thread}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089112+0100 0x1f2e     Error       0x0                  812    0    orchardd: (Pips) core is rotten",
        time: "2021-03-04T04:06:07.089112Z",
        level: Level::Error,
        message: "(Pips) core is rotten",
        fields: &[("thread", "0x1f2e"), ("pid", "812"), ("program", "orchardd")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089 Df orchardd[812:1f2e] core is sound",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Notice,
        message: "core is sound",
        fields: &[("program", "orchardd"), ("pid", "812"), ("thread", "1f2e")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089112+0100 Orchard[812:7966] core is found",
        time: "2021-03-04T04:06:07.089112Z",
        level: Level::Unknown,
        message: "core is found",
        fields: &[("program", "Orchard"), ("pid", "812"), ("thread", "7966")],
    },
];
