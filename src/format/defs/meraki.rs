//! What Cisco Meraki devices send to syslog: seconds with nanoseconds, the device, a kind.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Cisco Meraki.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "meraki",
        title: "Cisco Meraki",
        definition_url: "https://documentation.meraki.com/General_Administration/Monitoring_and_Reporting/Meraki_Device_Reporting_-_Syslog%2C_SNMP%2C_and_API",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "<{_:digits}>1 {time:epoch} {host} {type:=flows|urls|events|ids-alerts|security_event|airmarshal_events|ip_flow_start|ip_flow_end|firewall|cellular_firewall|vpn_firewall} {message}",
        "1 {time:epoch} {host} {type:=flows|urls|events|ids-alerts|security_event|airmarshal_events|ip_flow_start|ip_flow_end|firewall|cellular_firewall|vpn_firewall} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "<134>1 1614834367.089101112 MX_barn flows src=192.0.2.7 dst=198.51.100.3 protocol=udp pattern: allow all",
        time: "2021-03-04T05:06:07.089101112Z",
        level: Level::Unknown,
        message: "src=192.0.2.7 dst=198.51.100.3 protocol=udp pattern: allow all",
        fields: &[("host", "MX_barn"), ("type", "flows"), ("protocol", "udp")],
    },
    Sample {
        text: "<134>1 1614834368.089101112 MX_barn urls src=192.0.2.7:4053 dst=198.51.100.3:443 request: GET https://hen.example/",
        time: "2021-03-04T05:06:08.089101112Z",
        level: Level::Unknown,
        message: "src=192.0.2.7:4053 dst=198.51.100.3:443 request: GET https://hen.example/",
        fields: &[("type", "urls")],
    },
];
