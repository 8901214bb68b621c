//! JSON lines, and JSON objects printed over several lines.
//!
//! Nested keys are joined with dots, arrays are kept as the text that stands there, and null
//! counts as absent. Which keys are the time, the level and the message is told in `keys.rs`.

mod keys;
mod pick;
mod unescape;
mod walk;

pub(super) use unescape::unescape;

use super::{FieldNames, Format, Framing, Parsed, Parser, Sample};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser};
use keys::Keys;
use pick::Candidate;
use walk::Walk;

/// JSON objects. Layout 0 has one a line, layout 1 one over several lines.
pub(super) struct Json;

impl Format for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn title(&self) -> &'static str {
        "JSON"
    }

    fn definition_url(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc8259"
    }

    fn samples(&self) -> &'static [Sample] {
        SAMPLES
    }

    fn framing(&self, layout: u16) -> Framing {
        if layout == 0 { Framing::Lines } else { Framing::Headed }
    }

    fn n_layouts(&self) -> u16 {
        2
    }

    fn specificity(&self, layout: u16) -> u32 {
        u32::from(layout == 0)
    }

    fn parser(
        &self,
        _layout: u16,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let times = TimeParser::new(assumptions);
        Box::new(JsonParser { keys: Keys::default(), candidates: Vec::new(), times })
    }
}

struct JsonParser {
    keys: Keys,
    candidates: Vec<Candidate>,
    times: TimeParser,
}

impl Parser for JsonParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let Some((b'{', rest)) = line.split_first() else { return false };
        let first = rest.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        matches!(first, None | Some(b'"' | b'}'))
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.candidates.clear();
        let candidates = &mut self.candidates;
        let mut walk = Walk { entry, at: 0, keys: &mut self.keys, names, out, candidates };
        if walk.entry().is_none() {
            return false;
        }
        pick::pick(entry, &self.candidates, &mut self.times, out);
        true
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"{"time":"2023-04-05T06:07:08.091Z","level":"warn","msg":"kiln \"B\" hot","kiln":{"id":4,"tags":["a","b"]},"none":null}"#,
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "kiln \"B\" hot",
        fields: &[("kiln.id", "4"), ("kiln.tags", r#"["a","b"]"#)],
    },
    Sample {
        text: r#"{"level":50,"time":1680674828091,"pid":7,"msg":"clay ran out"}"#,
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Error,
        message: "clay ran out",
        fields: &[("pid", "7")],
    },
    Sample {
        text: "{\n  \"ts\": 1680674828.5,\n  \"status\": 404,\n  \"message\": \"no such pot\"\n}",
        time: "2023-04-05T06:07:08.5Z",
        level: Level::Warn,
        message: "no such pot",
        fields: &[("status", "404")],
    },
];

#[cfg(test)]
mod tests;
