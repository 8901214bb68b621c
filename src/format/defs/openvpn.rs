//! The log of `OpenVPN`, with a client's address before messages about that client.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `OpenVPN`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "openvpn",
        title: "OpenVPN",
        definition_url: "https://openvpn.net/community-resources/reference-manual-for-openvpn-2-6/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso,month_name_year} {?us={micros:digits} ?}{user}/{client}:{client_port:digits} {message}",
        "{time:iso,month_name_year} {?us={micros:digits} ?}{client:ip}:{client_port:digits} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 mole/192.0.2.4:4119 tunnel is dug",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "tunnel is dug",
        fields: &[("user", "mole"), ("client", "192.0.2.4"), ("client_port", "4119")],
    },
    Sample {
        text: "Thu Mar  4 05:06:08 2021 us=891 192.0.2.4:4119 tunnel fell in",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "tunnel fell in",
        fields: &[("client", "192.0.2.4")],
    },
];
