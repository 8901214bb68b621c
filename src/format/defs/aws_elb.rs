//! Access logs of AWS load balancers: application (layout 0), classic (1) and network (2).

use crate::format::table::Class;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;

/// Access logs of AWS load balancers: application (layout 0), classic (1) and network (2).
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "aws_elb",
        title: "AWS load balancer access log",
        definition_url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Lines,
    &[
        Columns {
            names: "type time elb client target request_processing_time target_processing_time response_processing_time elb_status_code target_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time actions_executed redirect_url error_reason target_list target_status_code_list classification classification_reason conn_trace_id",
            least: 14,
            n_newer: 12,
            time: "time",
            message: ["request", "request"],
            request: "request",
            status: "elb_status_code",
            classes: &[
                ("type", PROTOCOL),
                ("request_processing_time", Class::Number),
                ("elb_status_code", Class::Number),
                ("received_bytes", Class::Number),
                ("sent_bytes", Class::Number),
            ],
            ..PLAIN
        },
        Columns {
            names: "time elb client backend request_processing_time backend_processing_time response_processing_time elb_status_code backend_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol",
            least: 12,
            time: "time",
            message: ["request", "request"],
            request: "request",
            status: "elb_status_code",
            classes: &[
                ("client", Class::Address),
                ("request_processing_time", Class::Number),
                ("backend_processing_time", Class::Number),
                ("response_processing_time", Class::Number),
                ("elb_status_code", Class::Number),
                ("received_bytes", Class::Number),
                ("sent_bytes", Class::Number),
            ],
            ..PLAIN
        },
        Columns {
            names: "type version time elb listener client destination connection_time tls_handshake_time received_bytes sent_bytes incoming_tls_alert chosen_cert_arn chosen_cert_serial tls_cipher tls_protocol_version tls_named_group domain_name alpn_fe_protocol alpn_be_protocol alpn_client_preference_list tls_connection_creation_time",
            least: 18,
            n_newer: 8,
            time: "time",
            is_utc: true,
            classes: &[
                ("type", PROTOCOL),
                ("version", Class::Number),
                ("connection_time", Class::Number),
                ("received_bytes", Class::Number),
                ("sent_bytes", Class::Number),
            ],
            ..PLAIN
        },
    ],
);

/// What a client may speak.
const PROTOCOL: Class = Class::OneOf(&["http", "https", "h2", "grpcs", "ws", "wss", "tls"]);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "https 2024-02-03T04:05:06.789012Z app/quay/0a1b2c 192.0.2.9:40100 198.51.100.7:80 0.001 0.020 0.000 502 - 34 366 \"GET https://quay.example:443/berth HTTP/2.0\" \"Gull/1.0 (grey)\" TLS_AES_128_GCM_SHA256 TLSv1.3 arn:aws:elasticloadbalancing:eu-north-1:000000000000:targetgroup/quay/0d \"Root=1-65bdb9f2-0a\" \"quay.example\" \"-\" 0 2024-02-03T04:05:06.766000Z \"forward\" \"-\" \"-\" \"198.51.100.7:80\" \"-\" \"-\" \"-\"",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Error,
        message: "GET https://quay.example:443/berth HTTP/2.0",
        fields: &[
            ("client", "192.0.2.9:40100"),
            ("method", "GET"),
            ("elb_status_code", "502"),
            ("actions_executed", "forward"),
        ],
    },
    Sample {
        text: "2024-02-03T04:05:06.789012Z quay 192.0.2.9:40100 198.51.100.7:80 0.000073 0.001048 0.000057 200 200 0 29 \"GET http://quay.example:80/ HTTP/1.1\" \"Gull/1.0\" - -",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Info,
        message: "GET http://quay.example:80/ HTTP/1.1",
        fields: &[("backend", "198.51.100.7:80"), ("sent_bytes", "29")],
    },
    Sample {
        text: "tls 2.0 2024-02-03T04:05:06 net/quay/0a1b2c 0d4e5f 192.0.2.9:40100 198.51.100.7:443 5 2 98 246 - arn:aws:acm:eu-north-1:000000000000:certificate/0b - ECDHE-RSA-AES128-SHA tlsv12 - quay.example h2 h2 \"h2\",\"http/1.1\" 2024-02-03T04:05:01",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "tls 2.0 2024-02-03T04:05:06 net/quay/0a1b2c 0d4e5f 192.0.2.9:40100 198.51.100.7:443 5 2 98 246 - arn:aws:acm:eu-north-1:000000000000:certificate/0b - ECDHE-RSA-AES128-SHA tlsv12 - quay.example h2 h2 \"h2\",\"http/1.1\" 2024-02-03T04:05:01",
        fields: &[("listener", "0d4e5f"), ("tls_protocol_version", "tlsv12")],
    },
];
