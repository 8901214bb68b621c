//! What a parser of a table makes of the names of its columns.
//!
//! Detection asks every known table about every source, and most have no row in it: names cost more
//! than the lines that are tried.

use super::columns::{numbers_of, writer_of};
use super::{Table, Usage};
use crate::format::FieldNames;
use crate::format::json::Members;
use crate::format::scales::{Numbers, Writer};
use crate::units::FieldId;

/// What the names of a table's columns tell, and the fields that they name.
pub(super) struct Named {
    /// The fields, by column.
    pub(super) ids: Vec<FieldId>,
    /// How to read numbers in the column of the level.
    pub(super) numbers: Numbers,
    pub(super) writer: Writer,
    pub(super) extras: Extras,
    /// Readers of the objects in cells, by column.
    pub(super) members: Vec<Members>,
}

/// The fields of parts of cells.
pub(super) struct Extras {
    pub(super) method: FieldId,
    pub(super) path: FieldId,
    pub(super) protocol: FieldId,
    pub(super) result: FieldId,
    pub(super) status: FieldId,
}

impl Named {
    pub(super) fn of(table: &Table, names: &mut FieldNames) -> Self {
        let ids = table.columns.iter().map(|column| names.intern(column.name.as_bytes()));
        let ids: Vec<FieldId> = ids.collect();
        let members = table.columns.iter().map(|column| Members::of(&column.name)).collect();
        let has = |usage| table.columns.iter().any(|column| column.usage == usage);
        let mut part = |name: &str, usage| {
            if has(usage) { names.intern(name.as_bytes()) } else { FieldId(0) }
        };
        let extras = Extras {
            method: part("method", Usage::Request),
            path: part("path", Usage::Request),
            protocol: part("protocol", Usage::Request),
            result: part("result", Usage::Result),
            status: part("status", Usage::Result),
        };
        let level = table.columns.iter().find(|column| column.usage == Usage::Level);
        Self {
            ids,
            numbers: level.map_or(Numbers::Writers, |column| numbers_of(&column.name)),
            writer: writer_of(table.columns.iter().map(|column| column.name.as_str())),
            extras,
            members,
        }
    }
}
