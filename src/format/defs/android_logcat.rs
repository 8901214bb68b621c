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
        // Android Studio before and since version 2022.1.
        "{time:iso} {pid:digits}-{tid:digits}/{package} {level:letter}/{tag:text}: {message}",
        "{time:iso} {pid:digits}-{tid:digits} {tag:text}  {package}  {level:only,V=trace,D=debug,I=info,W=warn,E=error,A=fatal,F=fatal} {message}",
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
    Sample {
        text: "2025-06-21 09:14:03.217 911-1204/org.example.tea E/Kettle: FATAL leak",
        time: "2025-06-21T09:14:03.217Z",
        level: Level::Error,
        message: "FATAL leak",
        fields: &[
            ("pid", "911"),
            ("tid", "1204"),
            ("package", "org.example.tea"),
            ("tag", "Kettle"),
        ],
    },
    Sample {
        text: "2025-06-21 09:14:03.217   911-1204  KettleService           org.example.tea                      W  lid open",
        time: "2025-06-21T09:14:03.217Z",
        level: Level::Warn,
        message: "lid open",
        fields: &[("pid", "911"), ("tag", "KettleService"), ("package", "org.example.tea")],
    },
];
