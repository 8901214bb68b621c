//! Renders the protocol as TypeScript: the content of `www/src/engine/wire.ts`.

use ts_rs::{Config, TS as _};

use super::{
    Content, Ended, GridSpec, Key, NanosText, Reply, Request, SourcePlan, TaskFailure, TaskLedger,
    Trouble, Want, WireArchiveBytes, WireDroppedField, WireFormat, WireLayer, WireLedger,
    WireListTrouble, WireMark, WireMember, WireMemory, WireNeedle, WireOpened, WireOther,
    WireOverrule, WirePlace, WireRole, WireUnknownField,
};
use crate::format::FORMATS;
use crate::store::FIGURES;

/// The whole file.
pub fn render() -> String {
    let config = Config::default();
    let declarations = [
        NanosText::decl(&config),
        Request::decl(&config),
        Reply::decl(&config),
        SourcePlan::decl(&config),
        Content::decl(&config),
        WireOverrule::decl(&config),
        WireFormat::decl(&config),
        WireMark::decl(&config),
        WireRole::decl(&config),
        WireOther::decl(&config),
        Key::decl(&config),
        GridSpec::decl(&config),
        Want::decl(&config),
        Ended::decl(&config),
        TaskFailure::decl(&config),
        Trouble::decl(&config),
        TaskLedger::decl(&config),
        WireLedger::decl(&config),
        WireMemory::decl(&config),
        WireDroppedField::decl(&config),
        WireNeedle::decl(&config),
        WireUnknownField::decl(&config),
        WireOpened::decl(&config),
        WireMember::decl(&config),
        WirePlace::decl(&config),
        WireLayer::decl(&config),
        WireArchiveBytes::decl(&config),
        WireListTrouble::decl(&config),
    ];
    let mut text = String::from(
        "// The protocol between page and worker, rendered from src/wire; do not edit.\n\
         // Renew it with: UPDATE=1 cargo test --features ts wire\n",
    );
    for declaration in declarations {
        text.push_str("\nexport ");
        text.push_str(&declaration);
        text.push('\n');
    }
    text.push_str("\n/** Every format: id and title. */\nexport const FORMATS: readonly (readonly [id: string, title: string])[] = [\n");
    for format in FORMATS {
        for part in ["  [\"", format.id(), "\", \"", format.title(), "\"],\n"] {
            text.push_str(part);
        }
    }
    text.push_str("];\n");
    push_figures(&mut text);
    text
}

fn push_figures(text: &mut String) {
    text.push_str(
        "\n/** Every figure of a ledger, in the order in which their counts travel. */\n\
         export const FIGURES = [\n",
    );
    for row in &FIGURES {
        let query = row.query.map_or("null".to_owned(), |query| format!("{query:?}"));
        let whole = FIGURES.iter().find(|whole| row.part_of == Some(whole.figure));
        let whole = whole.map_or("null".to_owned(), |whole| format!("{:?}", camel_case(whole.id)));
        let (id, unit, title) = (camel_case(row.id), row.unit.name(), row.full_title());
        text.push_str(&format!(
            "  {{ id: {id:?}, unit: {unit:?}, title: {title:?}, query: {query}, partOf: {whole} }},\n"
        ));
    }
    text.push_str("] as const;\n");
}

/// A name in snake case, as TypeScript writes it.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut out, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        out.push_str(&initial.to_ascii_uppercase());
        out.push_str(rest);
        out
    })
}
