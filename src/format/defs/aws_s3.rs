//! Server access logs of S3.

use crate::format::table::Class;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;
use crate::time::TimeShape;

/// Server access logs of S3.
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "aws_s3",
        title: "AWS S3 server access log",
        definition_url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Lines,
    &[Columns {
        names: "bucket_owner bucket time remote_ip requester request_id operation key request_uri http_status error_code bytes_sent object_size total_time turn_around_time referer user_agent version_id host_id signature_version cipher_suite auth_type host_header tls_version access_point_arn acl_required",
        least: 17,
        n_newer: 6,
        time: "time",
        shape: TimeShape::Clf,
        message: ["request_uri", "request_uri"],
        request: "request_uri",
        status: "http_status",
        classes: &[
            ("bucket_owner", Class::Hex),
            ("remote_ip", Class::Address),
            ("operation", Class::Operation),
            ("http_status", Class::Number),
            ("bytes_sent", Class::Number),
            ("object_size", Class::Number),
            ("total_time", Class::Number),
        ],
        ..PLAIN
    }],
);

const SAMPLES: &[Sample] = &[
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
];
