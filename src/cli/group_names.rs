//! The groups that a query names, looked up before it is asked: which entries are in a group depends on all
//! that there is to read.

use logscry::query::{self, QueryError};

use super::groups::groups_of;
use super::outcome::{Refusal, query_refusal};
use super::scan::Found;

/// The query with what entries of its groups are about; reads everything if it names any.
pub(super) fn with_groups(found: &Found, text: &str) -> Result<String, Refusal> {
    let used = query::groups_in(text).map_err(|error| query_refusal(text, &error))?;
    if used.is_empty() {
        return Ok(text.to_owned());
    }
    let members = groups_of(found).map(|groups| groups.members()).unwrap_or_default();
    if let Some(missing) = used.iter().find(|used| !members.contains_key(&used.id)) {
        let message = format!("no group has the id {}; see `logscry groups`", missing.id);
        let error = QueryError { message, start: missing.start, end: missing.end };
        return Err(query_refusal(text, &error));
    }
    let settled = query::with_groups(text, |id| members.get(id).cloned());
    settled.map_err(|error| query_refusal(text, &error))
}
