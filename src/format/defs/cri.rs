//! Container logs as written by Kubernetes runtimes: `time stream tag text` for each line of a
//! container's output.

use crate::format::parsed::stream_of;
use crate::format::scan::{skip_blanks, word_end};
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// Lines of containers.
pub(in crate::format) struct Cri;

pub(in crate::format) static FORMAT: Cri = Cri;

static CARD: FormatCard = FormatCard {
    id: "cri",
    title: "Kubernetes container log",
    definition_url: "https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Cri {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Lines
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Time(&[TimeShape::Iso])
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        20
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(CriParser {
            stream: names.intern(b"stream"),
            times: TimeParser::new(assumptions),
            scratch: Parsed::default(),
        })
    }
}

struct CriParser {
    stream: FieldId,
    times: TimeParser,
    scratch: Parsed,
}

impl Parser for CriParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let is_start = self.head(line, &mut scratch).is_some();
        self.scratch = scratch;
        is_start
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(start) = self.head(entry, out) else { return false };
        out.message = TextRef::from_range(start, entry.len());
        true
    }
}

impl CriParser {
    /// Time, stream and tag; where the text starts.
    fn head(&mut self, line: &[u8], out: &mut Parsed) -> Option<usize> {
        out.clear();
        let (reading, len) = self.times.parse(TimeShape::Iso, line)?;
        out.set_time(reading);
        let stream_at = skip_blanks(line, len);
        let stream_end = word_end(line, stream_at);
        let stream = line.get(stream_at..stream_end)?;
        if len == stream_at || !matches!(stream, b"stdout" | b"stderr") {
            return None;
        }
        out.push(self.stream, stream_at, stream_end);
        out.stream = stream_of(stream);
        // Tags are parted by colons; the first says whether the line is whole.
        let tag_end = word_end(line, stream_end + 1);
        let tag = line.get(stream_end + 1..tag_end)?;
        out.is_unfinished = match tag.split(|byte| *byte == b':').next()? {
            b"F" => false,
            b"P" => true,
            _ => return None,
        };
        Some((tag_end + 1).min(line.len()))
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011121+02:00 stderr F kiln is hot",
        time: "2023-04-05T04:07:08.091011121Z",
        level: Level::Unknown,
        message: "kiln is hot",
        fields: &[("stream", "stderr")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091Z stdout F {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("stream", "stdout"), ("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091Z stdout F Traceback (most recent call last):\n2023-04-05T06:07:08.092Z stdout P   File \"kiln\n2023-04-05T06:07:08.092Z stdout F .py\", line 1\n2023-04-05T06:07:08.093Z stdout F HeatError: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Unknown,
        message: "Traceback (most recent call last):\n  File \"kiln.py\", line 1\nHeatError: too hot",
        fields: &[],
    },
];
