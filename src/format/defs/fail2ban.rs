//! The log of Fail2ban: jail, action and address.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Fail2ban.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "fail2ban",
        title: "Fail2ban",
        definition_url: "https://github.com/fail2ban/fail2ban/wiki",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} fail2ban.{component:dotted} [{pid:digits}]: {level} {message:here}{?[{jail}] {?{action:=Found|Ban|Unban|Ignore|Restore|Increase} {?Ban ?}{ip} ?}?}{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 fail2ban.actions        [812]: NOTICE  [henhouse] Ban 192.0.2.66",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Notice,
        message: "[henhouse] Ban 192.0.2.66",
        fields: &[
            ("component", "actions"),
            ("pid", "812"),
            ("jail", "henhouse"),
            ("action", "Ban"),
            ("ip", "192.0.2.66"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:06,089 fail2ban.jail           [812]: INFO    Jail 'henhouse' started",
        time: "2021-03-04T05:06:06.089Z",
        level: Level::Info,
        message: "Jail 'henhouse' started",
        fields: &[("component", "jail")],
    },
];
