//! Logs of the Java virtual machine: the unified ones, and those of its garbage collectors before
//! Java 9.
//!
//! A unified log may leave out any of its decorations; the others keep their order: time, uptime, the
//! same in small units, host, process, thread, level, tags. An uptime is not a time. Where no level
//! comes first, tags are recognised by their words.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "jvm",
        title: "Java virtual machine",
        definition_url: "https://openjdk.org/jeps/158",
        samples: SAMPLES,
        has_pairs: true,
        ..FormatCard::PLAIN
    },
    &[
        "[{time:iso}]{?[{uptime:decimal}s]?}{?[{uptime_ms:digits}ms]?}{?[{uptime_ns:digits}ns]?}{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{time:iso}]{?[{uptime:decimal}s]?}[{time_ms:digits}ms][{uptime_ms:digits}ms]{?[{time_ns:digits}ns][{uptime_ns:digits}ns]?}{?[{host}][{pid:digits}][{tid:digits}]?}{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{time:iso}]{?[{uptime:decimal}s]?}{?[{uptime_ms:digits}ms]?}{?[{uptime_ns:digits}ns]?}[{host}][{pid:digits}][{tid:digits}][{level}~][{tags}~] {message}",
        "[{time:iso}]{?[{uptime:decimal}s]?}{?[{uptime_ms:digits}ms]?}{?[{uptime_ns:digits}ns]?}{?[{pid:digits}]?}{?[{tid:digits}]?}[{tags:=gc|gc,init|gc,start|gc,task|gc,phases|gc,phases,start|gc,heap|gc,heap,coops|gc,heap,exit|gc,metaspace|gc,cpu|gc,marking|gc,ergo|gc,age|gc,humongous|gc,stats|gc,ref|gc,reloc|gc,mmu|gc,load|gc,nmethod|gc,plab|gc,tlab|gc,stringdedup|gc,region|safepoint|startuptime}~] {message}",
        "[{uptime:decimal}s]{?[{pid:digits}]?}{?[{tid:digits}]?}[{tags:=gc|gc,init|gc,start|gc,task|gc,phases|gc,phases,start|gc,heap|gc,heap,coops|gc,heap,exit|gc,metaspace|gc,cpu|gc,marking|gc,ergo|gc,age|gc,humongous|gc,stats|gc,ref|gc,reloc|gc,mmu|gc,load|gc,nmethod|gc,plab|gc,tlab|gc,stringdedup|gc,region|safepoint|startuptime}~] {message}",
        "[{uptime:decimal}s]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime_ms:digits}ms]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime_ns:digits}ns]{?[{pid:digits}]?}{?[{tid:digits}]?}[{level}~]{?[{tags}~]?} {message}",
        "[{uptime:decimal}s]{?[{pid:digits}]?}{?[{tid:digits}]?} {message}",
        "{time:iso}: {uptime:decimal}: {?#{gc_id:digits}: ?}{message:here}[{collection:=GC|Full} {?GC ?}{?pause ?}{?({cause:text}) ?}{_:rest}",
        "{time:iso}: {uptime:decimal}: {message}",
        "{time:iso}: {message:here}[{collection:=GC|Full} {?GC ?}{?pause ?}{?({cause:text}) ?}{_:rest}",
        "{uptime:decimal}: {?#{gc_id:digits}: ?}{message:here}[{collection:=GC|Full} {?GC ?}{?pause ?}{?({cause:text}) ?}{_:rest}",
        "{uptime:decimal}: {message:here}[{phase:=CMS-initial-mark|CMS-concurrent-mark-start|CMS-concurrent-mark|CMS-concurrent-preclean-start|CMS-concurrent-preclean|CMS-concurrent-abortable-preclean-start|CMS-concurrent-abortable-preclean|CMS-remark|CMS-concurrent-sweep-start|CMS-concurrent-sweep|CMS-concurrent-reset-start|CMS-concurrent-reset|ParNew|DefNew|Tenured|PSYoungGen|CMS}{_:rest}",
        "{uptime:decimal}: {message:here}{_:=Total|Application} time{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2024-02-03T04:05:06.789+0100][0.123s][info ][gc,start     ] GC(7) Pause Sweeping (Quay)",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Info,
        message: "GC(7) Pause Sweeping (Quay)",
        fields: &[("uptime", "0.123"), ("tags", "gc,start")],
    },
    Sample {
        text: "[12.345s][warning][safepoint,quay] Waiting for the mate",
        time: "",
        level: Level::Warn,
        message: "Waiting for the mate",
        fields: &[("uptime", "12.345"), ("tags", "safepoint,quay")],
    },
    Sample {
        text: "[2024-02-03T04:05:06.789+0100][0.123s][1706929506789ms][123ms][1706929506789012ns][123456ns][quay][812][817][debug][gc,task] Sweeping",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Debug,
        message: "Sweeping",
        fields: &[
            ("time_ms", "1706929506789"),
            ("uptime_ms", "123"),
            ("uptime_ns", "123456"),
            ("host", "quay"),
            ("pid", "812"),
            ("tid", "817"),
        ],
    },
    Sample {
        text: "[2024-02-03T04:05:06.789+0100][817][gc,start    ] GC(8) Pause Sweeping",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Unknown,
        message: "GC(8) Pause Sweeping",
        fields: &[("tags", "gc,start")],
    },
    Sample {
        text: "2024-02-03T04:05:06.789+0100: 1.234: [GC (Allocation Failure) [QuayGen: 9K->1K(12K)] 9K->3K(24K), 0.0012 secs]",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Unknown,
        message: "[GC (Allocation Failure) [QuayGen: 9K->1K(12K)] 9K->3K(24K), 0.0012 secs]",
        fields: &[("uptime", "1.234"), ("collection", "GC"), ("cause", "Allocation Failure")],
    },
    Sample {
        text: "1.234: [Full GC (System.gc()) 9K->3K(24K), 0.0012 secs]",
        time: "",
        level: Level::Unknown,
        message: "[Full GC (System.gc()) 9K->3K(24K), 0.0012 secs]",
        fields: &[("uptime", "1.234"), ("collection", "Full"), ("cause", "System.gc()")],
    },
    Sample {
        text: "[0.124s][812] GC(9) Pause Sweeping",
        time: "",
        level: Level::Unknown,
        message: "GC(9) Pause Sweeping",
        fields: &[("uptime", "0.124"), ("pid", "812")],
    },
];
