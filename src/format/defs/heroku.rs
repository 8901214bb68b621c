//! Lines of an application's processes, and of the platform.

use crate::format::prefixed::{LinePrefix, PrefixFormat, is_dns, is_name, skip_one_blank};
use crate::format::scan::word_end;
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// Lines of an application's processes, and of the platform.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "heroku",
        title: "Heroku",
        definition_url: "https://devcenter.heroku.com/articles/logging#log-format",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["source", "process"],
    head,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
};

/// `2017-05-16T00:00:00.008000+00:00 app[web.1]: line`.
fn head(line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let start = skip_one_blank(line, len).filter(|start| *start > len)?;
    let end = word_end(line, start);
    let source = line.get(start..end)?.strip_suffix(b"]:")?;
    let open = start + memchr::memchr(b'[', source)?;
    let dyno = line.get(open + 1..end - 2)?;
    let is_source = line.get(start..open)?.iter().all(|&byte| is_dns(byte)) && open > start;
    // A number alone is a process id, as in a line of syslog without its host.
    let is_dyno =
        dyno.iter().all(|&byte| is_name(byte)) && dyno.iter().any(u8::is_ascii_alphabetic);
    let text = skip_one_blank(line, end).filter(|_| is_source && is_dyno)?;
    let parts = [(start, open), (open + 1, end - 2), (0, 0)];
    Some(LinePrefix { time: Some(reading), parts, text, ..LinePrefix::default() })
}

const SAMPLES: &[Sample] = &[
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
