//! Renders the protocol as TypeScript: the content of `www/src/engine/wire.ts`.

use std::collections::BTreeSet;

use ts_rs::{Config, TS, TypeVisitor};

use super::{DeskReply, DeskRequest, Reply, Request};
use crate::format::FORMATS;

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
    for declaration in types.texts {
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
    text
}

/// Declarations of types, each before those that it is made of.
#[derive(Default)]
struct Declarations {
    config: Config,
    names: BTreeSet<String>,
    texts: Vec<String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types of the language itself are declared nowhere.
        if T::output_path().is_none() || !self.names.insert(T::ident(&self.config)) {
            return;
        }
        self.texts.push(T::decl(&self.config));
        T::visit_dependencies(self);
    }
}
