//! What most tests look at: the list's selection with its counts, as one.

use logscry::aggregate::Grid;
use logscry::fold::{AnyFold, Ask, Counts, counts};
use logscry::input::Storage;
use logscry::query::QueryError;
use logscry::session::{FoldId, LIST, SelectionSpec, Session};

/// The list's query, range and timeline.
#[derive(Clone, Debug, Default)]
pub(crate) struct ViewSpec {
    pub(crate) query: String,
    pub(crate) range: Option<(i64, i64)>,
    pub(crate) grid: Option<Grid>,
}

pub(crate) trait View {
    /// Selects entries for the list and asks for their counts.
    fn set_view(&mut self, spec: ViewSpec) -> Result<(), QueryError>;
    /// The counts so far.
    fn counts(&self) -> Counts;
}

impl<S: Storage> View for Session<S> {
    fn set_view(&mut self, spec: ViewSpec) -> Result<(), QueryError> {
        let ViewSpec { query, range, grid } = spec;
        self.select(LIST, SelectionSpec { generation: 1, query, as_text: Vec::new(), range })?;
        let ask = Ask::Counts(counts::Ask { grid: grid.map(Into::into) });
        self.ask(FoldId(0), LIST, 1, ask);
        Ok(())
    }

    fn counts(&self) -> Counts {
        match self.part(FoldId(0)).map(|part| part.fold) {
            Some(AnyFold::Counts(counts)) => counts,
            _ => Counts::default(),
        }
    }
}
