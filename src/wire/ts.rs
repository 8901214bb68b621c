//! Renders the protocol as TypeScript: the content of `www/src/engine/wire.ts`.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use super::{DeskReply, DeskRequest, Reply, Request};
use crate::store::FIGURES;

/// The whole file: requests, replies, and all types that they are made of.
pub fn render() -> String {
    let mut types = Declarations::default();
    types.visit::<Request>();
    types.visit::<Reply>();
    types.visit::<DeskRequest>();
    types.visit::<DeskReply>();
    let mut text = String::from(
        "// The protocol between page, workers and desk, rendered from src/wire; do not edit.\n\
         // Renew it with: UPDATE=1 cargo test --features ts wire\n",
    );
    for declaration in types.by_name.values() {
        text.push_str("\nexport ");
        text.push_str(declaration);
        text.push('\n');
    }
    push_figures(&mut text);
    text
}

/// Declarations of types by name: the order in which types name others is another in every build.
#[derive(Default)]
struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types of the language itself are declared nowhere.
        let name = T::ident(&self.config);
        if T::output_path().is_none() || self.by_name.contains_key(&name) {
            return;
        }
        self.by_name.insert(name, T::decl(&self.config));
        T::visit_dependencies(self);
    }
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
        let entry = format!(
            "  {{ id: {id:?}, unit: {unit:?}, title: {title:?}, query: {query}, partOf: {whole} }},\n"
        );
        text.push_str(&entry);
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
