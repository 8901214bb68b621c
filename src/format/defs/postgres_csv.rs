//! `PostgreSQL`'s csvlog; later versions add columns at the end.

use crate::format::table::Class;
use crate::format::table::cells::Cut;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;

/// `PostgreSQL`'s csvlog; later versions add columns at the end.
pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "postgres_csv",
        title: "PostgreSQL csvlog",
        definition_url: "https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    Framing::Headed,
    &[Columns {
        cut: Cut::Doubled(b','),
        names: "log_time user_name database_name process_id connection_from session_id session_line_num command_tag session_start_time virtual_transaction_id transaction_id error_severity sql_state_code message detail hint internal_query internal_query_pos context query query_pos location application_name backend_type leader_pid query_id",
        least: 22,
        n_newer: 6,
        time: "log_time",
        message: ["message", "message"],
        level: "error_severity",
        classes: &[
            ("process_id", Class::Number),
            ("session_line_num", Class::Number),
            ("error_severity", Class::Level),
            ("sql_state_code", Class::SqlState),
        ],
        absent: "",
        ..PLAIN
    }],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06.789 UTC,\"mate\",\"quay\",4711,\"192.0.2.9:40100\",65bdb9f2.1267,3,\"SELECT\",2024-02-03 04:05:00 UTC,3/17,0,ERROR,42P01,\"relation \"\"berth\"\" does not exist\",,,,,,\"SELECT *\n  FROM berth;\",15,,\"psql\",\"client backend\",,0",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Error,
        message: "relation \"berth\" does not exist",
        fields: &[
            ("user_name", "mate"),
            ("sql_state_code", "42P01"),
            ("query", "SELECT *\n  FROM berth;"),
            ("backend_type", "client backend"),
        ],
    },
    Sample {
        text: "2024-02-03 04:05:07.001 UTC,,,4712,,65bdb9f3.1268,1,,2024-02-03 04:05:07 UTC,,0,LOG,00000,\"checkpoint starting: time\",,,,,,,,,\"\"",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Info,
        message: "checkpoint starting: time",
        fields: &[("process_id", "4712")],
    },
];
