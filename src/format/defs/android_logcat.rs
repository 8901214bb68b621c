//! Android `logcat`: the output modes that carry a time or a level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Android logcat.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "android_logcat",
        title: "Android logcat",
        definition_url: "https://developer.android.com/tools/logcat#outputFormat",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:month_day} {pid:digits} {tid:digits} {level:letter} {tag:text}: {message}",
        "{time:month_day,iso} {zone} {pid:digits} {tid:digits} {level:letter} {tag:text}: {message}",
        "{time:iso} {pid:digits} {tid:digits} {level:letter} {tag:text}: {message}",
        "{time:month_day,iso} {level:letter}/{tag:text}({pid:text}): {message}",
        "{level:letter}/{tag:text}({pid:text}): {message}",
        "[ {time:month_day,iso} {pid:digits}:~{tid} {level:letter}/{tag:text} ]\n{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "06-21 09:14:03.217   911  1204 W KettleService: lid open for 3000ms",
        time: "2025-06-21T09:14:03.217Z",
        level: Level::Warn,
        message: "lid open for 3000ms",
        fields: &[("pid", "911"), ("tid", "1204"), ("tag", "KettleService")],
    },
    Sample {
        text: "06-21 09:14:05.000 E/Teapot  ( 311): spout: blocked",
        time: "2025-06-21T09:14:05.000Z",
        level: Level::Error,
        message: "spout: blocked",
        fields: &[("pid", "311"), ("tag", "Teapot")],
    },
    Sample {
        text: "[ 06-21 09:14:06.001   911: 1204 E/Teapot   ]\nspout: blocked\nagain",
        time: "2025-06-21T09:14:06.001Z",
        level: Level::Error,
        message: "spout: blocked\nagain",
        fields: &[("pid", "911"), ("tid", "1204"), ("tag", "Teapot")],
    },
    Sample {
        text: "I/BoilerLink(  87): warm",
        time: "",
        level: Level::Info,
        message: "warm",
        fields: &[("tag", "BoilerLink"), ("pid", "87")],
    },
];
