//! Zeek's logs: rows with tabs between cells; comments name the columns.

use crate::format::table::cells::Cut;
use crate::format::table::columns::{Rows, meaning_of};
use crate::format::table::{Asides, Class, Table, TimeAt, Usage};
use crate::format::{FieldNames, Format, FormatCard, Framing, Layout, Parser, Sample};
use crate::level::Level;
use crate::time::{Assumptions, TimeShape};

/// Zeek's logs.
pub(in crate::format) struct Zeek;

pub(in crate::format) static FORMAT: Zeek = Zeek;

static CARD: FormatCard = FormatCard {
    id: "zeek",
    title: "Zeek log",
    definition_url: "https://docs.zeek.org/en/master/log-formats.html",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Zeek {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let mut told: Vec<(u16, String)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(fields) = line.strip_prefix(b"#fields") else { continue };
            let above = lines.get(..at).unwrap_or_default();
            let below = lines.get(at + 1..).unwrap_or_default();
            let detail = table_of(fields, above, below).map(|table| table.to_detail());
            let detail = detail.filter(|detail| !told.iter().any(|(_, known)| known == detail));
            told.extend(detail.map(|detail| (0, detail)));
        }
        told.truncate(4);
        told
    }

    fn is_declared(&self, layout: Layout<'_>) -> bool {
        !layout.detail.is_empty()
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Table::parser_of(layout, assumptions)
    }
}

/// What the comments above and below `#fields` tell.
fn table_of(fields: &[u8], above: &[&[u8]], below: &[&[u8]]) -> Option<Table> {
    let (&delimiter, fields) = fields.split_first()?;
    let split = |text: &[u8]| -> Vec<String> {
        let parts = text.split(|byte| *byte == delimiter);
        parts.map(|part| String::from_utf8_lossy(part).trim().to_owned()).collect()
    };
    let names = split(fields);
    let said = |name: &[u8]| {
        let line = above.iter().rev().take(10).find_map(|line| line.strip_prefix(name))?;
        Some(String::from_utf8_lossy(line.get(1..)?).into_owned())
    };
    let absent = [
        said(b"#unset_field").unwrap_or_else(|| "-".to_owned()),
        said(b"#empty_field").unwrap_or_else(|| "(empty)".to_owned()),
    ];
    let types = below.iter().take(3).find_map(|line| line.strip_prefix(b"#types"));
    let types = split(types.and_then(|types| types.get(1..)).unwrap_or_default());
    let time = types.iter().position(|kind| kind == "time");
    let time = time.or_else(|| names.iter().position(|name| name == "ts"));
    let mut rows = Rows::new();
    let some = below.iter().filter(|line| !line.starts_with(b"#") && !line.is_empty()).take(100);
    rows.values.extend(some.map(|line| split(line)));
    let mut meaning = meaning_of(&names, &rows);
    for column in &mut meaning.columns {
        column.class = Class::Any;
    }
    if let Some(column) = time.and_then(|at| meaning.columns.get_mut(at)) {
        column.usage = Usage::Taken;
    }
    let epoch = |at| TimeAt::Cell { at, shape: TimeShape::Epoch.word().to_owned(), is_utc: false };
    Some(Table {
        cut: Cut::Bare(delimiter),
        least: names.len(),
        most: names.len(),
        columns: meaning.columns,
        time: time.map_or(TimeAt::Nowhere, epoch),
        message: meaning.message,
        takes_rest: false,
        asides: Asides::Comments,
        scale: meaning.seen,
        rest: meaning.rest,
        absent: absent.into(),
    })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tnotice\n#fields\tts\tuid\tid.orig_h\tnote\tmsg\ttags\n#types\ttime\tstring\taddr\tenum\tstring\tset[enum]\n1706933106.789012\tCq1\t192.0.2.9\tHarbour::Full\tno berth is free\t(empty)",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Unknown,
        message: "no berth is free",
        fields: &[("uid", "Cq1"), ("id.orig_h", "192.0.2.9"), ("note", "Harbour::Full")],
    },
    Sample {
        text: "#separator \\x09\n#fields\tts\tuid\tmethod\thost\turi\tstatus_code\n#types\ttime\tstring\tstring\tstring\tstring\tcount\n1706933106.789012\tCq2\tGET\tquay.example\t/berth\t503",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Error,
        message: "GET\tquay.example\t/berth",
        fields: &[("uid", "Cq2"), ("status_code", "503")],
    },
];
