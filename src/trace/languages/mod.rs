//! The table of languages: how each writes its traces, one file each.

mod dart;
mod dot_net;
mod elixir;
mod go;
mod javascript;
mod jvm;
mod native;
mod php;
mod python;
mod ruby;
mod rust;

use super::{Language, Relation};

/// How a language writes its traces.
pub(super) struct LanguageDef {
    pub(super) language: Language,
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) order: Order,
    /// Where the line that names an exception stands.
    pub(super) head: HeadPlace,
    /// What a line is by itself.
    pub(super) line: for<'t> fn(&'t str) -> TraceLine<'t>,
    /// Type and message of a line that names an exception, where one is expected.
    pub(super) named: for<'t> fn(&'t str) -> Option<(&'t str, &'t str)>,
    pub(super) library: LibrarySigns,
}

/// Which end of a trace the call that failed stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    FailedCallFirst,
    FailedCallLast,
}

/// Where the line that names an exception stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadPlace {
    /// Before its frames; an exception comes before its cause.
    Before,
    /// Before its frames; an exception comes after its cause.
    BeforeCauseFirst,
    /// After its frames; an exception comes after its cause.
    After,
}

/// What tells that a frame is of the language itself or of a library.
pub(super) struct LibrarySigns {
    /// How the names of its functions begin.
    pub(super) functions: &'static [&'static str],
    /// What the paths of its files contain.
    pub(super) files: &'static [&'static str],
}

/// A line of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TraceLine<'t> {
    /// A call, or the first line of one.
    Frame(CallPlace<'t>),
    /// A call whose line names the exception, too.
    HeadFrame {
        call: CallPlace<'t>,
        name: &'t str,
        message: &'t str,
    },
    /// The line after the function of a call: where it is.
    Place(CallPlace<'t>),
    /// A call of which the next line says where: no frame without that line.
    Function(&'t str),
    /// Names an exception and what it has to do with the one before in the text.
    Head {
        relation: Relation,
        rest: &'t str,
    },
    /// The next exception has this to do with the one before in the text.
    Joint(Relation),
    /// So many calls are left out.
    LeftOut(usize),
    /// Opens a list of calls.
    Start,
    /// Closes an inner exception: what follows belongs to the one around it.
    InnerEnd,
    /// Belongs to the frame before it: its source code, what is marked in it.
    Detail,
    Other,
}

/// A call as its line tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CallPlace<'t> {
    pub(super) function: &'t str,
    pub(super) file: &'t str,
    pub(super) line: Option<u32>,
}

/// In the order in which they are tried where two fit as well.
pub(super) const LANGUAGES: [&LanguageDef; 11] = [
    &jvm::JVM,
    &python::PYTHON,
    &javascript::JAVASCRIPT,
    &go::GO,
    &rust::RUST,
    &dot_net::DOT_NET,
    &ruby::RUBY,
    &php::PHP,
    &native::NATIVE,
    &dart::DART,
    &elixir::ELIXIR,
];

/// The row of a language.
pub(super) fn find(language: Language) -> &'static LanguageDef {
    LANGUAGES.into_iter().find(|def| def.language == language).unwrap_or(&jvm::JVM)
}
