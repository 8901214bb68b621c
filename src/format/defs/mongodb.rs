//! MongoDB before 4.4; later ones write JSON.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// MongoDB.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "mongodb",
        title: "MongoDB",
        definition_url: "https://www.mongodb.com/docs/v4.2/reference/log-messages/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {level:letter}{?{_:digits}?} {component} [{context}] {message}",
        "{time:month_name} {level:letter}{?{_:digits}?} {component} [{context}] {message}",
        "{time:iso} [{context:=initandlisten|conn#|listener|thread#|rsStart|rsSync|rsMgr|rsBackgroundSync|rsHealthPoll|rsHealthPoll#|rsGhostSync|rsSyncNotifier|TTLMonitor|signalProcessingThread|clientcursormon|journal|snapshotthread|websvr|interruptThread|DataFileSync|FileAllocator|mongosMain|Balancer|LockPinger|migrateThread|PeriodicTaskRunner}] {message}",
        "{time:month_name} [{context:=initandlisten|conn#|listener|thread#|rsStart|rsSync|rsMgr|rsBackgroundSync|rsHealthPoll|rsHealthPoll#|rsGhostSync|rsSyncNotifier|TTLMonitor|signalProcessingThread|clientcursormon|journal|snapshotthread|websvr|interruptThread|DataFileSync|FileAllocator|mongosMain|Balancer|LockPinger|migrateThread|PeriodicTaskRunner}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2018-03-04T05:06:07.089+0000 I NETWORK  [listener] visitor accepted from 192.0.2.7:40001",
        time: "2018-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "visitor accepted from 192.0.2.7:40001",
        fields: &[("component", "NETWORK"), ("context", "listener")],
    },
    Sample {
        text: "2018-03-04T05:06:07.089+0000 D2 STORAGE  [ferry12] asked the harbour",
        time: "2018-03-04T05:06:07.089Z",
        level: Level::Debug,
        message: "asked the harbour",
        fields: &[("component", "STORAGE")],
    },
    Sample {
        text: "Tue Mar  4 05:06:07.089 [initandlisten] waiting at pier 7",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "waiting at pier 7",
        fields: &[("context", "initandlisten")],
    },
];
