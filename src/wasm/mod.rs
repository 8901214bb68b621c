//! The binding: strings and bytes in, typed arrays out; nothing is decided here.

mod columns;
mod files;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::File;

use self::columns::arrays;
use self::files::Files;
use crate::desk::Desk as CoreDesk;
use crate::session::Session as Core;
use crate::units::SourceId;
use crate::wire::{answer, answer_at_desk};

/// One worker's share of the work.
#[wasm_bindgen]
pub struct Session {
    core: Core<Files>,
}

/// A reply: JSON, and one typed array per column.
#[wasm_bindgen(getter_with_clone)]
pub struct Reply {
    /// A `Reply` of the protocol.
    pub head: String,
    /// Bulk, in the order the protocol states.
    pub columns: Array,
}

#[wasm_bindgen]
#[expect(clippy::new_without_default, reason = "only ever made from outside")]
impl Session {
    /// A session that knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { core: Core::new(Files::default()) }
    }

    /// Gives the file of a source, to be read in slices as needed.
    pub fn attach(&mut self, source: u32, file: File) {
        self.core.storage_mut().attach(SourceId(source), file);
    }

    /// Where reading goes on, `append` brings the bytes of an attached file from now on.
    pub fn stream(&mut self, source: u32) {
        self.core.storage_mut().stream(SourceId(source));
    }

    /// Gives bytes of a source that the worker does not read by itself.
    ///
    /// They are copied when they are parsed; their buffer can be used again once more is wanted.
    pub fn append(&mut self, source: u32, start: f64, bytes: Uint8Array) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an offset")]
        let start = start as u64;
        self.core.storage_mut().append(SourceId(source), start, bytes);
    }

    /// Answers a request of the protocol.
    pub fn call(&mut self, request: &str) -> Reply {
        self.core.storage_mut().hear(request);
        let answered = answer(&mut self.core, request);
        let head = serde_json::to_string(&answered.head).unwrap_or_default();
        Reply { head, columns: arrays(&answered.columns) }
    }
}

/// Where the parts of all workers come together.
#[wasm_bindgen]
pub struct Desk(CoreDesk);

#[wasm_bindgen]
#[expect(clippy::new_without_default, reason = "only ever made from outside")]
impl Desk {
    /// A desk that knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(CoreDesk::default())
    }

    /// Answers a request of the protocol; `parts` are the bytes that come beside it.
    pub fn call(&mut self, request: &str, parts: Vec<Uint8Array>) -> Reply {
        let parts: Vec<Vec<u8>> = parts.into_iter().map(|part| part.to_vec()).collect();
        let answered = answer_at_desk(&mut self.0, request, &parts);
        let head = serde_json::to_string(&answered.head).unwrap_or_default();
        Reply { head, columns: arrays(&answered.columns) }
    }
}
