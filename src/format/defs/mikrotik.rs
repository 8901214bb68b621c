//! The log of `MikroTik` `RouterOS`: topics, one of them the level, before each message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `MikroTik` `RouterOS`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "mikrotik",
        title: "MikroTik RouterOS",
        definition_url: "https://help.mikrotik.com/docs/spaces/ROS/pages/328094/Log",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:month_name,month_name_year,iso,clock} {topic:dotted},{level}{?,{_}?} {message}",
        "{time:month_name,month_name_year,iso,clock} {topic:dotted},{_:=ppp|ike|ike2|radius|async|gsm|lora|mqtt|stp|rip|ldp|vrrp|smb|ssh|timer|web-proxy|backup|account|packet},{level}{?,{_}?} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "mar/04 05:06:07 system,error,critical login failure for user mole from 192.0.2.7 via ssh",
        time: "2025-03-04T05:06:07Z",
        level: Level::Error,
        message: "login failure for user mole from 192.0.2.7 via ssh",
        fields: &[("topic", "system")],
    },
    Sample {
        text: "mar/04/2021 05:06:07 dhcp,warning burrow offers 192.0.2.9 without success",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "burrow offers 192.0.2.9 without success",
        fields: &[("topic", "dhcp")],
    },
    Sample {
        text: "2021-03-04 05:06:08 pppoe,ppp,info tunnel is up",
        time: "2021-03-04T05:06:08Z",
        level: Level::Info,
        message: "tunnel is up",
        fields: &[("topic", "pppoe")],
    },
];
