//! Examples of each.

use crate::format::Sample;
use crate::level::Level;

pub(super) const DOCKER_COMPOSE: &[Sample] = &[
    Sample {
        text: "kiln-1   | 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("container", "kiln-1")],
    },
    Sample {
        text: "\u{1b}[33mpotter-12  |\u{1b}[0m Traceback (most recent call last):\n\u{1b}[33mpotter-12  |\u{1b}[0m   File \"potter.py\", line 1\n\u{1b}[33mpotter-12  |\u{1b}[0m ClayError: none left",
        time: "",
        level: Level::Unknown,
        message: "Traceback (most recent call last):\n  File \"potter.py\", line 1\nClayError: none left",
        fields: &[("container", "potter-12")],
    },
    Sample {
        text: "kiln-1   | 2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("container", "kiln-1"), ("pot", "7")],
    },
];

pub(super) const GITHUB_ACTIONS: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.0910112Z ##[warning]Clay runs low",
        time: "2023-04-05T06:07:08.0910112Z",
        level: Level::Warn,
        message: "Clay runs low",
        fields: &[],
    },
    Sample {
        text: "fire\tHeat the kiln\t2023-04-05T06:07:08.0910112Z ##[group]Run make heat",
        time: "2023-04-05T06:07:08.0910112Z",
        level: Level::Unknown,
        message: "##[group]Run make heat",
        fields: &[("job", "fire"), ("step", "Heat the kiln")],
    },
];

pub(super) const CONTAINER_TIMES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091011129Z Traceback (most recent call last):\n2023-04-05T06:07:08.091011130Z   File \"potter.py\", line 1\n2023-04-05T06:07:08.091011131Z ClayError: none left",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Unknown,
        message: "Traceback (most recent call last):\n  File \"potter.py\", line 1\nClayError: none left",
        fields: &[],
    },
];

pub(super) const GITLAB_RUNNER: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011Z 00O Running with a runner of clay",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Unknown,
        message: "Running with a runner of clay",
        fields: &[("stream", "00O")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091011Z 01E {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("stream", "01E"), ("pot", "7")],
    },
];

pub(super) const LOGCLI: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08Z {app=\"kiln\", pod=\"k-1\"} level=warn msg=\"too hot\" pot=7",
        time: "2023-04-05T06:07:08Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("labels", "{app=\"kiln\", pod=\"k-1\"}"), ("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08+02:00 {} {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T04:07:08Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pot", "7")],
    },
];

pub(super) const HEROKU: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011+00:00 app[kiln.2]: {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("source", "app"), ("process", "kiln.2"), ("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091011+00:00 heroku[router]: at=info method=GET path=\"/pots\" dyno=web.1 status=200",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Info,
        message: "at=info method=GET path=\"/pots\" dyno=web.1 status=200",
        fields: &[("source", "heroku"), ("method", "GET"), ("path", "/pots")],
    },
];

pub(super) const KUBECTL_PREFIX: &[Sample] = &[
    Sample {
        text: "[pod/kiln-7d5f9c6b8-x2x4z/fire] 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("pod", "kiln-7d5f9c6b8-x2x4z"), ("container", "fire")],
    },
    Sample {
        text: "[pod/kiln-0/fire] 2023-04-05T06:07:08.091011129Z panic: too hot",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Fatal,
        message: "panic: too hot",
        fields: &[("pod", "kiln-0"), ("container", "fire")],
    },
];

pub(super) const STERN: &[Sample] = &[
    Sample {
        text: "kiln-7d5f9c6b8-x2x4z fire 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("pod", "kiln-7d5f9c6b8-x2x4z"), ("container", "fire")],
    },
    Sample {
        text: "kiln-0 fire 2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pod", "kiln-0"), ("container", "fire"), ("pot", "7")],
    },
];

pub(super) const PM2: &[Sample] = &[
    Sample {
        text: "0|kiln    | 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("process_id", "0"), ("process", "kiln")],
    },
    Sample {
        text: "12|potter | Error: no clay\n12|potter |     at Wheel.turn (/srv/potter/wheel.js:7:9)",
        time: "",
        level: Level::Error,
        message: "Error: no clay\n    at Wheel.turn (/srv/potter/wheel.js:7:9)",
        fields: &[("process_id", "12"), ("process", "potter")],
    },
];
