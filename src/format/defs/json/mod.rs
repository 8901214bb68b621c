//! JSON lines, and JSON objects printed over several lines.
//!
//! Nested keys are joined with dots, arrays are kept as text, and null counts as absent. `roles.rs`
//! says which keys are the time, the level and the message. A message that is itself an object is
//! read like an entry.
//!
//! If a source's numbers show the scale of its levels, the layout's detail names that scale.
//!
//! RFC 7464 puts a record separator in front of each object.
//!
//! Of a line that holds more or less than one object, whatever is whole is read (`salvage.rs`).
//!
//! Layout 2 is Docker's `json-file`: one object for each line of a container's output.

mod salvage;
#[cfg(test)]
mod tests;

use crate::format::json::{Candidates, Keys, Walk, pick};
use crate::format::parsed::stream_of;
use crate::format::roles::Kind;
use crate::format::scales::Scale;
use crate::format::seen_levels::scale_of_objects;
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser};
use crate::units::FieldId;

/// JSON objects: one per line (layout 0), one over several lines (layout 1), Docker's (layout 2).
pub(in crate::format) struct Json;

pub(in crate::format) static FORMAT: Json = Json;

static CARD: FormatCard = FormatCard {
    id: "json",
    title: "JSON",
    definition_url: "https://www.rfc-editor.org/rfc/rfc8259",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Json {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, layout: Layout<'_>) -> Framing {
        if layout.number == 1 { Framing::Headed } else { Framing::Lines }
    }

    fn n_layouts(&self) -> u16 {
        3
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let scale = scale_of_objects(lines).map_or(String::new(), Scale::word);
        (0..self.n_layouts()).map(|number| (number, scale.clone())).collect()
    }

    fn carries(&self, layout: Layout<'_>) -> Carries {
        if layout.number == DOCKER { Carries::Lines } else { Carries::Entries }
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        // A record separator may stand in front.
        Lead::Any
    }

    fn reads_as(&self, layout: Layout<'_>) -> Option<u16> {
        (layout.number == 1).then_some(0)
    }

    fn specificity(&self, layout: Layout<'_>) -> u32 {
        match layout.number {
            DOCKER => 20,
            number => u32::from(number == 0),
        }
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let times = TimeParser::new(assumptions);
        Box::new(JsonParser {
            docker_stream: (layout.number == DOCKER).then(|| names.intern(b"stream")),
            keys: Keys::default(),
            candidates: Candidates::counted_by(Scale::from_word(layout.detail)),
            times,
            wrapped: Vec::new(),
            inner: Parsed::default(),
        })
    }
}

/// Begins each text of a sequence of RFC 7464.
const SEPARATOR: &[u8] = b"\x1E";

/// The layout of Docker's `json-file`.
const DOCKER: u16 = 2;

struct JsonParser {
    /// The field that names the stream, if the layout is Docker's.
    docker_stream: Option<FieldId>,
    keys: Keys,
    candidates: Candidates,
    times: TimeParser,
    /// The message read as an object.
    wrapped: Vec<u8>,
    inner: Parsed,
}

impl Parser for JsonParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        if self.docker_stream.is_some() {
            return line.starts_with(b"{\"log\":\"");
        }
        let line = line.strip_prefix(SEPARATOR).unwrap_or(line);
        let Some((b'{', rest)) = line.split_first() else { return false };
        let first = rest.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        matches!(first, None | Some(b'"' | b'}'))
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.candidates.clear();
        let candidates = &mut self.candidates;
        let at = if entry.starts_with(SEPARATOR) { SEPARATOR.len() } else { 0 };
        let mut walk = Walk { entry, at, keys: &mut self.keys, names, out, candidates };
        if walk.entry().is_none() {
            return false;
        }
        pick(entry, &self.candidates, &mut self.times, out);
        if let Some(stream) = self.docker_stream {
            let Some(stream) = out.field(stream) else { return false };
            out.stream = stream_of(out.text(entry, stream));
            // A line that was too long for one record goes on in the next.
            return entry.starts_with(b"{\"log\":\"") && out.time.is_some();
        }
        self.finish(entry, names, out);
        true
    }

    fn salvage(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.docker_stream.is_none() && self.salvage_object(entry, names, out).is_some()
    }
}

impl JsonParser {
    /// Reads the message too, if it is itself an object.
    #[inline]
    fn finish(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) {
        out.is_unfinished = false;
        let message = out.text(entry, out.message);
        if message.len() < entry.len() && message.starts_with(b"{") {
            self.unwrap_message(entry, names, out);
        }
    }

    /// If the message is an object, replaces it by what that object says.
    #[inline(never)]
    fn unwrap_message(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) {
        let message = out.text(entry, out.message);
        if !message.ends_with(b"}") {
            return;
        }
        self.wrapped.clear();
        self.wrapped.extend_from_slice(message);
        self.candidates.clear();
        self.inner.clear();
        let Self { keys, candidates, times, wrapped, inner, .. } = self;
        let mut walk = Walk { entry: wrapped, at: 0, keys, names, out: inner, candidates };
        if walk.entry().is_none() {
            return;
        }
        // The time of the wrapping is complete; that of the program then stays a field.
        if out.time.is_some() {
            candidates.list.retain(|candidate| candidate.role.kind != Kind::Time);
        }
        pick(wrapped, candidates, times, inner);
        if out.time.is_none() {
            (out.time, out.is_time_out_of_range) = (inner.time, inner.is_time_out_of_range);
        }
        if inner.level != Level::Unknown {
            out.level = inner.level;
        }
        let n_before = entry.len() + out.unescaped.len();
        let place_of = |text: TextRef| {
            let start = text.start as usize;
            let start = match start.checked_sub(wrapped.len()) {
                None => out.message.start as usize + start,
                Some(start) => n_before + start,
            };
            TextRef::from_range(start, start + text.len as usize)
        };
        out.fields.extend(inner.fields.iter().map(|&(id, value)| (id, place_of(value))));
        out.message = place_of(inner.message);
        out.unescaped.extend_from_slice(&inner.unescaped);
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
    Sample {
        text: "{\"log\":\"W0405 06:07:08.091011       7 kiln.go:12] \\\"B\\\" is \",\"stream\":\"stderr\",\"time\":\"2023-04-05T06:07:08.092Z\"}\n{\"log\":\"hot\\n\",\"stream\":\"stderr\",\"time\":\"2023-04-05T06:07:08.092Z\"}",
        time: "2023-04-05T06:07:08.092Z",
        level: Level::Warn,
        message: "\"B\" is hot",
        fields: &[("stream", "stderr")],
    },
];
