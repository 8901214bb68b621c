//! The channels of BIND: category and severity, and the client of a query.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// BIND.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "bind",
        title: "BIND",
        definition_url: "https://bind9.readthedocs.io/en/stable/reference.html#logging-block-definition-and-usage",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:day_month_name,iso} {?{category:=client|cname|config|database|default|delegation-only|dispatch|dnssec|dnstap|edns-disabled|general|lame-servers|network|notify|nsid|queries|query-errors|rate-limit|resolver|rpz|rpz-passthru|security|serve-stale|spill|sslkeylog|trust-anchor-telemetry|unmatched|update|update-security|xfer-in|xfer-out|zoneload}: ?}{?{level}: ?}{message:here}client {?@{_} ?}{client}#{client_port:digits}{? ({name})?}: {?query: {_} {class} {type} {flags} ?}{_:rest}",
        "{time:day_month_name,iso} {category:=client|cname|config|database|default|delegation-only|dispatch|dnssec|dnstap|edns-disabled|general|lame-servers|network|notify|nsid|queries|query-errors|rate-limit|resolver|rpz|rpz-passthru|security|serve-stale|spill|sslkeylog|trust-anchor-telemetry|unmatched|update|update-security|xfer-in|xfer-out|zoneload}: {level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "04-Mar-2021 05:06:07.089 queries: info: client @0x7f01 192.0.2.7#4053 (den.example): query: den.example IN A + (192.0.2.1)",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "client @0x7f01 192.0.2.7#4053 (den.example): query: den.example IN A + (192.0.2.1)",
        fields: &[
            ("category", "queries"),
            ("client", "192.0.2.7"),
            ("client_port", "4053"),
            ("name", "den.example"),
            ("type", "A"),
        ],
    },
    Sample {
        text: "04-Mar-2021 05:06:08.089 zoneload: warning: zone den.example has no bears",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Warn,
        message: "zone den.example has no bears",
        fields: &[("category", "zoneload")],
    },
    Sample {
        text: "04-Mar-2021 05:06:09.089 client 192.0.2.7#4053 (den.example): query 'den.example/ANY/IN' denied",
        time: "2021-03-04T05:06:09.089Z",
        level: Level::Unknown,
        message: "client 192.0.2.7#4053 (den.example): query 'den.example/ANY/IN' denied",
        fields: &[("client", "192.0.2.7")],
    },
];
