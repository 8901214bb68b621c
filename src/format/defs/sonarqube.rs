//! The logs of `SonarQube`: level, process, request and class.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `SonarQube`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "sonarqube",
        title: "SonarQube",
        definition_url: "https://docs.sonarsource.com/sonarqube-server/latest/instance-administration/system-functions/monitoring/logs/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} {level} {process:=app|web|ce|es}[{request:text}][{logger}] {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024.02.03 04:05:06 ERROR web[AYx1][o.e.pond.Sonar] No echo",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "No echo",
        fields: &[("process", "web"), ("request", "AYx1"), ("logger", "o.e.pond.Sonar")],
    },
    Sample {
        text: "2024.02.03 04:05:07 INFO  app[][o.e.pond.Main] Listening",
        time: "2024-02-03T04:05:07Z",
        level: Level::Info,
        message: "Listening",
        fields: &[("process", "app"), ("logger", "o.e.pond.Main")],
    },
];
