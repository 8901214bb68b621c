//! Traces of SAP HANA.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "sap_hana",
        title: "SAP HANA trace",
        definition_url: "https://help.sap.com/docs/SAP_HANA_PLATFORM/6b94445c94ae495c83a19646e7c3fd56/7e31247372fb4dd7b8c6bbac758b8c91.html",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    &[
        "[{thread:digits}]{{}{connection}}[{transaction}/{update_transaction}] {time:iso} {level:only,d=debug,i=info,w=warn,e=error,f=fatal} {component} {file}({line:digits}) : {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[4711]{200017}[31/-1] 2024-02-03 04:05:06.789012 e Ferry            Timetable.cpp(00077) : no such pier",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Error,
        message: "no such pier",
        fields: &[
            ("thread", "4711"),
            ("component", "Ferry"),
            ("file", "Timetable.cpp"),
            ("line", "00077"),
        ],
    },
    Sample {
        text: "[4712]{-1}[-1/-1] 2024-02-03 04:05:07.000001 i Basis            TraceStream.cpp(00512) : ==== Starting\nsecond line",
        time: "2024-02-03T04:05:07.000001Z",
        level: Level::Info,
        message: "==== Starting\nsecond line",
        fields: &[("connection", "-1")],
    },
];
