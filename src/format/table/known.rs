//! Tables without a header whose columns are well known.

use std::sync::{Arc, OnceLock};

use super::cells::Cut;
use super::parser::TableParser;
use super::{Asides, Class, Column, Table, TimeAt, Usage};
use crate::format::{FieldNames, Format, FormatCard, Framing, Layout, Parser};
use crate::time::{Assumptions, TimeShape};

/// A format of rows with known columns.
pub(in crate::format) struct KnownTable {
    card: FormatCard,
    framing: Framing,
    layouts: &'static [Columns],
    /// The table of each layout, from the first time that one is asked for.
    tables: OnceLock<Box<[Arc<Table>]>>,
}

/// The columns of one layout.
pub(in crate::format) struct Columns {
    pub(in crate::format) cut: Cut,
    /// Names, separated by spaces; the first `least` are in every row, and those that begin with `_`
    /// carry no information.
    pub(in crate::format) names: &'static str,
    pub(in crate::format) least: usize,
    /// How many further columns, newer than this list, may follow.
    pub(in crate::format) n_newer: usize,
    pub(in crate::format) time: &'static str,
    pub(in crate::format) shape: TimeShape,
    pub(in crate::format) is_utc: bool,
    /// The first and the last column of the message; empty for the whole row.
    pub(in crate::format) message: [&'static str; 2],
    pub(in crate::format) level: &'static str,
    pub(in crate::format) status: &'static str,
    pub(in crate::format) request: &'static str,
    pub(in crate::format) result: &'static str,
    /// What cells must look like for a line to be a row.
    pub(in crate::format) classes: &'static [(&'static str, Class)],
    pub(in crate::format) absent: &'static str,
}

pub(in crate::format) const PLAIN: Columns = Columns {
    cut: Cut::Spaced,
    names: "",
    least: 0,
    n_newer: 0,
    time: "",
    shape: TimeShape::Iso,
    is_utc: false,
    message: ["", ""],
    level: "",
    status: "",
    request: "",
    result: "",
    classes: &[],
    absent: "-",
};

impl Columns {
    fn table(&self) -> Table {
        let names: Vec<&str> = self.names.split(' ').collect();
        let place = |wanted: &str| names.iter().position(|name| *name == wanted);
        let [first, last] = self.message.map(place);
        let message = first.zip(last);
        let is_message = |name: &str| self.message == [name, name];
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            usage: match *name {
                name if name == self.time || is_message(name) && name != self.request => {
                    Usage::Taken
                }
                name if name.starts_with('_') => Usage::Taken,
                name if name == self.level => Usage::Level,
                name if name == self.status => Usage::Status,
                name if name == self.request => Usage::Request,
                name if name == self.result => Usage::Result,
                _ => Usage::Field,
            },
            class: self
                .classes
                .iter()
                .find(|(known, _)| known == name)
                .map_or(Class::Any, |(_, class)| *class),
        };
        let time = place(self.time).map_or(TimeAt::Nowhere, |at| TimeAt::Cell {
            at,
            shape: self.shape.word().to_owned(),
            is_utc: self.is_utc,
        });
        Table {
            cut: self.cut,
            columns: names.iter().map(column).collect(),
            time,
            message,
            least: self.least,
            most: names.len() + self.n_newer,
            takes_rest: false,
            asides: Asides::None,
            scale: None,
            rest: None,
            absent: vec![self.absent.to_owned()],
        }
    }
}

impl KnownTable {
    pub(in crate::format) const fn new(
        card: FormatCard,
        framing: Framing,
        layouts: &'static [Columns],
    ) -> Self {
        Self { card, framing, layouts, tables: OnceLock::new() }
    }

    fn table(&self, layout: u16) -> Arc<Table> {
        let made = || self.layouts.iter().map(|columns| Arc::new(columns.table())).collect();
        let tables = self.tables.get_or_init(made);
        let known = tables.get(usize::from(layout)).cloned();
        known.unwrap_or_else(|| Arc::new(PLAIN.table()))
    }
}

impl Format for KnownTable {
    fn card(&self) -> &FormatCard {
        &self.card
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        self.framing
    }

    fn n_layouts(&self) -> u16 {
        u16::try_from(self.layouts.len()).unwrap_or(0)
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        20
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(TableParser::new(self.table(layout.number), assumptions))
    }
}
