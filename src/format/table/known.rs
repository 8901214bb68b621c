//! Tables without a header whose columns everybody knows.

use super::cells::Cut;
use super::parser::TableParser;
use super::{Asides, Class, Column, Table, TimeAt, Usage};
use crate::format::{FieldNames, Format, Framing, Layout, Parser, Sample};
use crate::level::Level;
use crate::time::{Assumptions, TimeShape};

/// A format of rows with known columns.
pub(in crate::format) struct Known {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) definition_url: &'static str,
    pub(super) framing: Framing,
    pub(super) layouts: &'static [Columns],
    pub(super) samples: &'static [Sample],
}

/// The columns of one layout.
pub(super) struct Columns {
    pub(super) cut: Cut,
    /// Names, parted by spaces, of which the first `least` are in every row.
    pub(super) names: &'static str,
    pub(super) least: usize,
    /// How many columns may follow that are newer than this list.
    pub(super) n_newer: usize,
    pub(super) time: &'static str,
    pub(super) shape: TimeShape,
    pub(super) is_utc: bool,
    /// The first and the last column of the message; empty for the whole row.
    pub(super) message: [&'static str; 2],
    pub(super) level: &'static str,
    pub(super) status: &'static str,
    pub(super) request: &'static str,
    pub(super) result: &'static str,
    /// What cells must look like for the row to be one.
    pub(super) classes: &'static [(&'static str, Class)],
    pub(super) absent: &'static str,
}

pub(super) const PLAIN: Columns = Columns {
    cut: Cut::Spaced,
    names: "",
    least: 0,
    n_newer: 0,
    time: "",
    shape: TimeShape::Iso,
    is_utc: false,
    message: ["", ""],
    level: "",
    status: "",
    request: "",
    result: "",
    classes: &[],
    absent: "-",
};

impl Columns {
    fn table(&self) -> Table {
        let names: Vec<&str> = self.names.split(' ').collect();
        let place = |wanted: &str| names.iter().position(|name| *name == wanted);
        let [first, last] = self.message.map(place);
        let message = first.zip(last);
        let is_message = |name: &str| self.message == [name, name];
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            usage: match *name {
                name if name == self.time || is_message(name) && name != self.request => {
                    Usage::Taken
                }
                name if name == self.level => Usage::Level,
                name if name == self.status => Usage::Status,
                name if name == self.request => Usage::Request,
                name if name == self.result => Usage::Result,
                _ => Usage::Field,
            },
            class: self
                .classes
                .iter()
                .find(|(known, _)| known == name)
                .map_or(Class::Any, |(_, class)| *class),
        };
        let time = place(self.time).map_or(TimeAt::Nowhere, |at| TimeAt::Cell {
            at,
            shape: self.shape.word().to_owned(),
            is_utc: self.is_utc,
        });
        Table {
            cut: self.cut,
            columns: names.iter().map(column).collect(),
            time,
            message,
            least: self.least,
            most: names.len() + self.n_newer,
            takes_rest: false,
            asides: Asides::None,
            absent: vec![self.absent.to_owned()],
        }
    }
}

impl Format for Known {
    fn id(&self) -> &'static str {
        self.id
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn definition_url(&self) -> &'static str {
        self.definition_url
    }

    fn samples(&self) -> &'static [Sample] {
        self.samples
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        self.framing
    }

    fn n_layouts(&self) -> u16 {
        u16::try_from(self.layouts.len()).unwrap_or(0)
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        20
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let columns = self.layouts.get(usize::from(layout.number)).unwrap_or(&PLAIN);
        Box::new(TableParser::new(columns.table(), names, assumptions))
    }
}

/// `PostgreSQL`'s csvlog; later versions add columns at the end.
pub(in crate::format) static POSTGRES_CSV: Known = Known {
    id: "postgres_csv",
    title: "PostgreSQL csvlog",
    definition_url: "https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG",
    framing: Framing::Headed,
    layouts: &[Columns {
        cut: Cut::Doubled(b','),
        names: "log_time user_name database_name process_id connection_from session_id session_line_num command_tag session_start_time virtual_transaction_id transaction_id error_severity sql_state_code message detail hint internal_query internal_query_pos context query query_pos location application_name backend_type leader_pid query_id",
        least: 22,
        n_newer: 6,
        time: "log_time",
        message: ["message", "message"],
        level: "error_severity",
        classes: &[("process_id", Class::Number), ("session_line_num", Class::Number)],
        absent: "",
        ..PLAIN
    }],
    samples: &[
        Sample {
            text: "2024-02-03 04:05:06.789 UTC,\"mate\",\"quay\",4711,\"192.0.2.9:40100\",65bdb9f2.1267,3,\"SELECT\",2024-02-03 04:05:00 UTC,3/17,0,ERROR,42P01,\"relation \"\"berth\"\" does not exist\",,,,,,\"SELECT *\n  FROM berth;\",15,,\"psql\",\"client backend\",,0",
            time: "2024-02-03T04:05:06.789Z",
            level: Level::Error,
            message: "relation \"berth\" does not exist",
            fields: &[
                ("user_name", "mate"),
                ("sql_state_code", "42P01"),
                ("query", "SELECT *\n  FROM berth;"),
                ("backend_type", "client backend"),
            ],
        },
        Sample {
            text: "2024-02-03 04:05:07.001 UTC,,,4712,,65bdb9f3.1268,1,,2024-02-03 04:05:07 UTC,,0,LOG,00000,\"checkpoint starting: time\",,,,,,,,,\"\"",
            time: "2024-02-03T04:05:07.001Z",
            level: Level::Info,
            message: "checkpoint starting: time",
            fields: &[("process_id", "4712")],
        },
    ],
};

/// Access logs of AWS' load balancers. Layout 0 is the application's, 1 the classic one, 2 the
/// network's.
pub(in crate::format) static AWS_ELB: Known = Known {
    id: "aws_elb",
    title: "AWS load balancer access log",
    definition_url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
    framing: Framing::Lines,
    layouts: &[
        Columns {
            names: "type time elb client target request_processing_time target_processing_time response_processing_time elb_status_code target_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time actions_executed redirect_url error_reason target_list target_status_code_list classification classification_reason conn_trace_id",
            least: 14,
            n_newer: 12,
            time: "time",
            message: ["request", "request"],
            request: "request",
            status: "elb_status_code",
            classes: &[
                ("type", Class::Protocol),
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
                ("type", Class::Protocol),
                ("version", Class::Number),
                ("connection_time", Class::Number),
                ("received_bytes", Class::Number),
                ("sent_bytes", Class::Number),
            ],
            ..PLAIN
        },
    ],
    samples: &[
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
    ],
};

/// Access logs of S3's servers.
pub(in crate::format) static AWS_S3: Known = Known {
    id: "aws_s3",
    title: "AWS S3 server access log",
    definition_url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html",
    framing: Framing::Lines,
    layouts: &[Columns {
        names: "bucket_owner bucket time remote_ip requester request_id operation key request_uri http_status error_code bytes_sent object_size total_time turn_around_time referer user_agent version_id host_id signature_version cipher_suite auth_type host_header tls_version access_point_arn acl_required",
        least: 17,
        n_newer: 6,
        time: "time",
        shape: TimeShape::Clf,
        message: ["request_uri", "request_uri"],
        request: "request_uri",
        status: "http_status",
        classes: &[
            ("http_status", Class::Number),
            ("bytes_sent", Class::Number),
            ("object_size", Class::Number),
            ("total_time", Class::Number),
        ],
        ..PLAIN
    }],
    samples: &[
        Sample {
            text: "0a1b2c3d quay [03/Feb/2024:04:05:06 +0000] 192.0.2.9 arn:aws:iam::000000000000:user/mate 3E57427F REST.GET.OBJECT berth/4.jpg \"GET /quay/berth/4.jpg HTTP/1.1\" 404 NoSuchKey 297 - 12 - \"-\" \"Gull/1.0 (grey)\" - hostid= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader quay.s3.amazonaws.com TLSv1.2 - -",
            time: "2024-02-03T04:05:06Z",
            level: Level::Warn,
            message: "GET /quay/berth/4.jpg HTTP/1.1",
            fields: &[
                ("bucket", "quay"),
                ("operation", "REST.GET.OBJECT"),
                ("error_code", "NoSuchKey"),
                ("tls_version", "TLSv1.2"),
            ],
        },
        Sample {
            text: "0a1b2c3d quay [03/Feb/2024:04:05:07 +0000] - - 3E57427A S3.EXPIRE.OBJECT berth/5.jpg \"-\" - - - 113 - - \"-\" \"-\" - hostid= - - - - - - -",
            time: "2024-02-03T04:05:07Z",
            level: Level::Unknown,
            message: "-",
            fields: &[("operation", "S3.EXPIRE.OBJECT"), ("object_size", "113")],
        },
    ],
};

/// Flow logs of AWS' networks, version 2.
pub(in crate::format) static AWS_VPC_FLOW: Known = Known {
    id: "aws_vpc_flow",
    title: "AWS VPC flow log",
    definition_url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
    framing: Framing::Lines,
    layouts: &[Columns {
        names: "version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status",
        least: 14,
        time: "start",
        shape: TimeShape::Epoch,
        classes: &[
            ("version", Class::Number),
            ("srcport", Class::Number),
            ("dstport", Class::Number),
            ("protocol", Class::Number),
            ("packets", Class::Number),
            ("bytes", Class::Number),
            ("end", Class::Number),
        ],
        ..PLAIN
    }],
    samples: &[
        Sample {
            text: "2 000000000000 eni-0a1b2c 192.0.2.9 198.51.100.7 40100 443 6 25 20000 1706933106 1706933166 ACCEPT OK",
            time: "2024-02-03T04:05:06Z",
            level: Level::Unknown,
            message: "2 000000000000 eni-0a1b2c 192.0.2.9 198.51.100.7 40100 443 6 25 20000 1706933106 1706933166 ACCEPT OK",
            fields: &[("srcaddr", "192.0.2.9"), ("action", "ACCEPT"), ("end", "1706933166")],
        },
        Sample {
            text: "2 000000000000 eni-0a1b2c - - - - - - - 1706933106 1706933166 - NODATA",
            time: "2024-02-03T04:05:06Z",
            level: Level::Unknown,
            message: "2 000000000000 eni-0a1b2c - - - - - - - 1706933106 1706933166 - NODATA",
            fields: &[("log_status", "NODATA")],
        },
    ],
};

/// Squid's native access log.
pub(in crate::format) static SQUID: Known = Known {
    id: "squid",
    title: "Squid access log",
    definition_url: "https://wiki.squid-cache.org/Features/LogFormat",
    framing: Framing::Lines,
    layouts: &[Columns {
        names: "time elapsed_ms client result bytes method url user hierarchy content_type",
        least: 10,
        time: "time",
        shape: TimeShape::Epoch,
        message: ["method", "url"],
        result: "result",
        classes: &[
            ("elapsed_ms", Class::Number),
            ("result", Class::Slashed),
            ("bytes", Class::Number),
            ("hierarchy", Class::Slashed),
        ],
        ..PLAIN
    }],
    samples: &[
        Sample {
            text: "1706933106.789    120 192.0.2.9 TCP_MISS/200 4512 GET http://quay.example/berth - HIER_DIRECT/198.51.100.7 text/html",
            time: "2024-02-03T04:05:06.789Z",
            level: Level::Info,
            message: "GET http://quay.example/berth",
            fields: &[
                ("client", "192.0.2.9"),
                ("result", "TCP_MISS"),
                ("status", "200"),
                ("content_type", "text/html"),
            ],
        },
        Sample {
            text: "1706933107.001      0 192.0.2.9 TCP_DENIED/403 3900 CONNECT quay.example:443 mate HIER_NONE/- text/html",
            time: "2024-02-03T04:05:07.001Z",
            level: Level::Warn,
            message: "CONNECT quay.example:443",
            fields: &[("user", "mate"), ("hierarchy", "HIER_NONE/-")],
        },
    ],
};
