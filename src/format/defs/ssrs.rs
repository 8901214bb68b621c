//! The trace log of SQL Server's report server: component, service and thread between exclamation marks.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Reporting Services.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ssrs",
        title: "SQL Server Reporting Services",
        definition_url: "https://learn.microsoft.com/en-us/sql/reporting-services/report-server/report-server-service-trace-log",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{component}!{service}!{thread}!{time}:: {_} {level}: {message}",
        // An assertion or a line without its kind.
        "{component}!{service}!{thread}!{time}:: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "library!ReportServer_0-1!81c!03/24/2021-05:06:07:: i INFO: Shelf 4 is read",
        time: "2021-03-24T05:06:07Z",
        level: Level::Info,
        message: "Shelf 4 is read",
        fields: &[("component", "library"), ("service", "ReportServer_0-1"), ("thread", "81c")],
    },
    Sample {
        text: "library!WindowsService_0!81d!03/24/2021-05:06:08:: e ERROR: Throwing Library.Exceptions.ShelfLost: ,",
        time: "2021-03-24T05:06:08Z",
        level: Level::Error,
        message: "Throwing Library.Exceptions.ShelfLost: ,",
        fields: &[("thread", "81d")],
    },
    Sample {
        text: "library!WindowsService_0!81d!03/24/2021-05:06:09:: Shelves: 4",
        time: "2021-03-24T05:06:09Z",
        level: Level::Unknown,
        message: "Shelves: 4",
        fields: &[("thread", "81d")],
    },
];
