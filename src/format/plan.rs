//! What detection decided about a source: everything a worker needs to parse any part of it.

use serde::{Deserialize, Serialize};

use super::defs::text::time_token_start;
use super::layout::GIVEN;
use super::{Framing, Layout, OwnFormat, format_by_id};
use crate::time::NumericDates;

/// How to read the entries of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The formats, in the order in which they are tried for each entry; the last one always parses.
    pub formats: Vec<PlanFormat>,
    /// Whether lines without a head belong to the previous entry.
    pub framing: Framing,
    /// Its text has colour codes, which are not part of its content.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_coloured: bool,
    /// Why, in one sentence.
    pub why: String,
    /// The order of all-numeric dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<NumericDates>,
}

/// What the user says about a source's entries; everything else is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldFormat {
    /// Id of the only format to try besides plain text, or the name of a user-defined one.
    pub format: Option<String>,
    /// User-defined formats, preferred to all others where they fit.
    pub own: Vec<OwnFormat>,
    /// Whether lines without a head belong to the previous entry.
    pub framing: Option<Framing>,
    /// The order of all-numeric dates.
    pub dates: Option<NumericDates>,
}

/// One format of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFormat {
    /// Id of a row of [`FORMATS`](super::FORMATS).
    pub id: String,
    /// Which of the format's layouts.
    pub layout: u16,
    /// What only the source can tell about it; see [`Layout::detail`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Its name, if it is a user-defined format.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How to read its messages, if they are entries of another format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Box<Plan>>,
}

impl PlanFormat {
    /// A layout without any detail from the source.
    pub fn new(id: &str, layout: u16) -> Self {
        let id = id.to_owned();
        Self { id, layout, detail: String::new(), name: String::new(), payload: None }
    }

    /// A user-defined format.
    pub fn own(own: &OwnFormat) -> Self {
        let (detail, name) = (own.pattern.clone(), own.name.clone());
        Self { detail, name, ..Self::new("pattern", GIVEN) }
    }

    /// What queries and people call it, in one word: its name, or the id of a built-in format.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// What a sentence or a table calls it; empty for an id that this version does not know.
    pub fn title(&self) -> &str {
        let built_in = || format_by_id(&self.id).map_or("", |known| known.title());
        if self.name.is_empty() { built_in() } else { &self.name }
    }

    /// Where the time stands in an entry that nothing is known of but that, if it is the same place in
    /// all entries.
    pub fn time_at(&self, entry: &[u8]) -> Option<usize> {
        if self.id == "text" { time_token_start(self.layout, entry) } else { None }
    }

    /// The layout in the form its format takes.
    pub fn layout(&self) -> Layout<'_> {
        Layout { number: self.layout, detail: &self.detail }
    }
}

impl Plan {
    /// The format that the plan is known by: the one that read most of the sample.
    pub fn main_id(&self) -> &str {
        self.formats.first().map_or("text", PlanFormat::called)
    }

    /// Its title, for people.
    pub fn main_title(&self) -> &str {
        self.formats.first().map_or("", PlanFormat::title)
    }
}
