//! The task and scheduler logs of Airflow: file and line in braces.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Airflow.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "airflow",
        title: "Airflow",
        definition_url: "https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/logging-tasks.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] {{}{{}{file:dotted}:{line:digits}}} {level} - {message:here}{?Job {job:digits}: Subtask {task} ?}{_:rest}",
        "[{time:iso}] {{}{file:dotted}:{line:digits}} {level} - {message:here}{?Job {job:digits}: Subtask {task} ?}{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07,089] {{weir.py:12}} INFO - Job 8: Subtask open_gate water is high",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Job 8: Subtask open_gate water is high",
        fields: &[("file", "weir.py"), ("line", "12"), ("job", "8"), ("task", "open_gate")],
    },
    Sample {
        text: "[2021-03-04T05:06:07.089+0000] {weir.py:14} WARNING - gate half shut",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "gate half shut",
        fields: &[("file", "weir.py")],
    },
];
