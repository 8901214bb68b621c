//! Layouts that nobody uses, from simple to odd, and what is to be found in them.

use crate::level::Level;

pub(super) struct Invented {
    pub(super) lines: &'static [&'static str],
    /// Of the first line.
    pub(super) level: Level,
    pub(super) message: &'static str,
    pub(super) fields: &'static [(&'static str, &'static str)],
}

const fn invented(
    lines: &'static [&'static str],
    level: Level,
    message: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Invented {
    Invented { lines, level, message, fields }
}

use Level::{Debug, Error, Info, Trace, Unknown, Warn};

pub(super) const LAYOUTS: &[Invented] = &[
    invented(
        &[
            "2024-05-06 07:08:09 [12] <info> oven: bread is in",
            "2024-05-06 07:08:10 [13] <warn> oven: bread is dark",
        ],
        Info,
        "bread is in",
        &[("pid", "12"), ("logger", "oven")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 - [main-2] - main.bake:7 - bread is in",
            "2024-05-06 07:08:10 - [main-3] - main.bake:19 - bread is dark",
        ],
        Unknown,
        "bread is in",
        &[("thread", "main-2"), ("file", "main.bake"), ("line", "7")],
    ),
    invented(
        &[
            "[2024-05-06 07:08:09] {oven_door.py:12} WARNING - door is open",
            "[2024-05-06 07:08:10] {oven_door.py:40} INFO - door is shut",
        ],
        Warn,
        "door is open",
        &[("file", "oven_door.py"), ("line", "12")],
    ),
    invented(
        &[
            "[2024-05-06 07:08:09] {{oven_door.py:12}} WARNING - door is open",
            "[2024-05-06 07:08:10] {{oven_door.py:40}} INFO - door is shut",
        ],
        Warn,
        "door is open",
        &[("file", "oven_door.py"), ("line", "12")],
    ),
    invented(
        &[
            "INFO  [Kneader:12] 2024-05-06 07:08:09,100 Dough.java:240 - kneading",
            "DEBUG [Kneader:13] 2024-05-06 07:08:09,200 Dough.java:77 - resting",
        ],
        Info,
        "kneading",
        &[("thread", "Kneader"), ("id", "12"), ("file", "Dough.java"), ("line", "240")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09.1|Info|Mill|grain is wet",
            "2024-05-06 07:08:10.2|Error|Wheel|grain is out",
        ],
        Info,
        "grain is wet",
        &[],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 | mill 2 | WARN  | w-7 | grain is wet",
            "2024-05-06 07:08:10 | mill 3 | INFO  | w-9 | grain is out",
        ],
        Warn,
        "grain is wet",
        &[("field", "mill 2"), ("field_2", "w-7")],
    ),
    invented(
        &[
            "[2024-05-06 07:08:09.123] E [MSGID: 1066] [tide-gate.c:42:open_gate] 0-gate: it is stuck",
            "[2024-05-06 07:08:10.123] W [MSGID: 1067] [tide-gate.c:50:shut_gate] 0-gate: it is slow",
        ],
        Error,
        "it is stuck",
        &[
            ("msgid", "1066"),
            ("file", "tide-gate.c"),
            ("line", "42"),
            ("function", "open_gate"),
            ("source", "0-gate"),
        ],
    ),
    invented(
        &[
            "2024.05.06 07:08:09.12 [ 31 ] {} <Trace> barn.hay: stacked",
            "2024.05.06 07:08:09.13 [ 32 ] {4f6b21aa} <Debug> barn.hay: counted",
        ],
        Trace,
        "stacked",
        &[("pid", "31"), ("logger", "barn.hay")],
    ),
    invented(
        &[
            "10.1.2.3 2024-05-06 07:08:09 UTC [77] LOG: gate opened",
            "10.1.2.4 2024-05-06 07:08:10 UTC [78] LOG: gate shut",
        ],
        Info,
        "gate opened",
        &[("client", "10.1.2.3"), ("pid", "77")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 10.1.2.3:4711 knocked at the door",
            "2024-05-06 07:08:10 10.1.2.4:4712 left again",
        ],
        Unknown,
        "knocked at the door",
        &[("client", "10.1.2.3"), ("port", "4711")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 heron netd[812] (10.1.2.3): net is torn",
            "2024-05-06 07:08:10 heron netd[813] (10.1.2.4): net is mended",
        ],
        Unknown,
        "net is torn",
        &[("host", "heron"), ("process", "netd"), ("pid", "812"), ("client", "10.1.2.3")],
    ),
    invented(
        &[
            "2024/05/06 07:08:09 - TILLER: Tiller[1] WARNING: it squeaks",
            "2024/05/06 07:08:10 - TILLER: Tiller[2] ERROR: it broke",
        ],
        Warn,
        "it squeaks",
        &[("logger", "TILLER"), ("process", "Tiller"), ("pid", "1")],
    ),
    invented(
        &[
            "[06/May/2024:07:08:09 +0000] (weir-1) <warning> water rises",
            "[06/May/2024:07:08:10 +0000] (weir-2) <info> water falls",
        ],
        Warn,
        "water rises",
        &[("field", "weir-1")],
    ),
    invented(
        &[
            "I, [2024-05-06T07:08:09.123456 #904] INFO -- : weir opened",
            "W, [2024-05-06T07:08:10.123456 #905] WARN -- : weir shut",
        ],
        Info,
        "weir opened",
        &[("pid", "904")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 0000004c barge.Crane.Hook - hook lowered",
            "2024-05-06 07:08:10 0000005d barge.Crane.Rope - rope tight",
        ],
        Unknown,
        "hook lowered",
        &[("id", "0000004c"), ("logger", "barge.Crane.Hook")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 9f7d54f4-56b0-4f37-ab0a-eeaf198fd8f6 hook lowered",
            "2024-05-06 07:08:10 1a7d54f4-56b0-4f37-ab0a-eeaf198fd8f7 rope tight",
        ],
        Unknown,
        "hook lowered",
        &[("id", "9f7d54f4-56b0-4f37-ab0a-eeaf198fd8f6")],
    ),
    invented(
        &["2024-05-06 07:08:09,123 *71 [keel] laid", "2024-05-06 07:08:10,123 *72 [keel] bent"],
        Unknown,
        "laid",
        &[("id", "71"), ("field", "keel")],
    ),
    invented(
        &[
            "May 06, 2024 7:08:09 AM [slip-1] DEBUG keel.Plank (sawn): fits",
            "May 06, 2024 7:08:10 AM [slip-2] DEBUG keel.Plank (bent): does not fit",
        ],
        Debug,
        "fits",
        &[("field", "slip-1"), ("logger", "keel.Plank"), ("field_2", "sawn")],
    ),
    invented(
        &[
            "<2024-05-06T07:08:09Z> <Warning> <Mast> <mast-1> it bends",
            "<2024-05-06T07:08:10Z> <Error> <Mast> <mast-2> it breaks",
        ],
        Warn,
        "it bends",
        &[("field", "Mast"), ("field_2", "mast-1")],
    ),
    invented(
        &[
            "[RIG][2024-05-06 07:08:09] 10.1.2.3:80 - rope tied",
            "[RIG][2024-05-06 07:08:10] 10.1.2.4:80 - rope cut",
        ],
        Unknown,
        "rope tied",
        &[("field", "RIG"), ("client", "10.1.2.3"), ("port", "80")],
    ),
    invented(
        &[
            "(warn) [lookout] 2024-05-06 07:08:09: land ahead",
            "(info) [lookout] 2024-05-06 07:08:10: fog ahead",
        ],
        Warn,
        "land ahead",
        &[("field", "lookout")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09\tINFO\tdeck-hand-13\tship.deck.Mop\tdeck is clean",
            "2024-05-06 07:08:10\tWARN\tdeck-hand-14\tship.deck.Mop\tdeck is wet",
        ],
        Info,
        "deck is clean",
        &[("field", "deck-hand-13"), ("logger", "ship.deck.Mop")],
    ),
    invented(
        &["WARN  | cargo-hold | crates shifted", "INFO  | cargo-hold | crates tied"],
        Warn,
        "crates shifted",
        &[("field", "cargo-hold")],
    ),
    invented(
        &[
            "[2024-05-06 07:08:09,  3] ../hold/crate.c:134(lift_crate) lifted",
            "[2024-05-06 07:08:10,  4] ../hold/crate.c:150(drop_crate) dropped",
        ],
        Unknown,
        "lifted",
        &[("pid", "3"), ("file", "../hold/crate.c"), ("line", "134"), ("function", "lift_crate")],
    ),
    invented(
        &[
            "1714979289.123 [2024-05-06 07:08:09] [anchor 4] up",
            "1714979290.123 [2024-05-06 07:08:10] [anchor 5] down",
        ],
        Unknown,
        "up",
        &[("anchor", "4")],
    ),
    invented(
        &[
            "2024-05-06 07:08:09 [client 10.1.2.3:99] [pid 7] hull:warn hit a rock",
            "2024-05-06 07:08:10 [client 10.1.2.4:98] [pid 8] hull:info all well",
        ],
        Unknown,
        "hull:warn hit a rock",
        &[("client", "10.1.2.3"), ("port", "99"), ("pid", "7")],
    ),
];
