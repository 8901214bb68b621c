//! Kubernetes components and other users of glog: a level letter and the date in one word.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// klog and glog.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "klog",
        title: "klog and glog",
        definition_url: "https://github.com/kubernetes/klog#readme",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:letter}{time:month_day_basic} {tid:digits} {file:dotted}:{line:digits}] {message}",
        "{level:letter}{time:basic} {tid:digits} {file:dotted}:{line:digits}] {message}",
        // Abseil before its log is set up, when no zone is known to it either.
        "{level:letter}0000 00:00:{time:epoch} {tid:digits} {file:dotted}:{line:digits}] {message}",
        // The same of PyTorch, with and without a time.
        "[{level:letter}{time:month_day_basic} {file:dotted}:{line:digits}] {message}",
        "[{level:letter} {file:dotted}:{line:digits}] {message}",
        // TensorFlow, whose logging grew out of glog.
        "{time:iso}: {level:letter} {file:dotted}:{line:digits}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "W0203 04:05:06.070809       1 ferry.go:77] rope is slack",
        time: "2025-02-03T04:05:06.070809Z",
        level: Level::Warn,
        message: "rope is slack",
        fields: &[("tid", "1"), ("file", "ferry.go"), ("line", "77")],
    },
    Sample {
        text: "E0203 04:05:07.000001   31044 harbour/pier.cc:9] no pier",
        time: "2025-02-03T04:05:07.000001Z",
        level: Level::Error,
        message: "no pier",
        fields: &[("file", "harbour/pier.cc")],
    },
    Sample {
        text: "2021-02-03 04:05:08.000001: W harbour/core/tide.cc:64] low tide",
        time: "2021-02-03T04:05:08.000001Z",
        level: Level::Warn,
        message: "low tide",
        fields: &[("file", "harbour/core/tide.cc"), ("line", "64")],
    },
    Sample {
        text: "E0000 00:00:1706933107.000001    8120 harbour/pier.cc:10] no pier at all",
        time: "2024-02-03T04:05:07.000001Z",
        level: Level::Error,
        message: "no pier at all",
        fields: &[("tid", "8120"), ("file", "harbour/pier.cc")],
    },
    Sample {
        text: "[W tide.cpp:601] [pier] The tide is low",
        time: "",
        level: Level::Warn,
        message: "[pier] The tide is low",
        fields: &[("file", "tide.cpp"), ("line", "601")],
    },
    Sample {
        text: "[E0203 04:05:08.000001002 tide.cpp:602] no tide",
        time: "2025-02-03T04:05:08.000001002Z",
        level: Level::Error,
        message: "no tide",
        fields: &[("file", "tide.cpp")],
    },
];
