//! From the text of a query to the set of entries that match it.
//!
//! | term | matches entries |
//! | --- | --- |
//! | `timeout`, `/v2/`, `READY`, `->` | whose text holds the word, whatever its case |
//! | `retr*` | whose text holds this with anything but blanks for `*` |
//! | `"connection reset"` | whose text holds the phrase |
//! | `/5\d\d$/` | whose text the regular expression matches |
//! | `level>=warn`, `level:error,fatal` | of those levels |
//! | `service:api*`, `status>=500`, `user!=bob`, `id:*` | with such a field |
//! | `"HTTP Status":500`, `"level":high` | with a field of any name, even one that is otherwise a keyword |
//! | `status in (500, 502)`, `path:"/my files/"*` | with one of these values; with a field that begins so |
//! | `took>=250ms`, `size<1.5 GiB` in quotes, `rate>5%` | with a quantity of at least that, whatever its unit |
//! | `time>=2026-11-09`, `time:09:13..09:24`, `time>=-15m` | of these times; the range of the chart holds beside them |
//! | `source:api-2`, `message:/x/` | of a source, or by the message alone |
//! | `group:4f1c09d2a77b3e58` | of a group, once the query is settled ([`with_groups`]) |
//! | `format:syslog*`, `is:untimed` | read by a format; of a kind that the ledger counts |
//! | `-term`, `not term`, `a b`, `a and b`, `a or b`, `( … )` | not, both, either; the first binds most tightly |
//!
//! What is pasted means what it says: a minus excludes only right before a term and behind a blank,
//! brackets within a word belong to it, a path is no pattern, and a name without quotes that is no
//! field of the sources makes its whole term text (`Booking.java:137`; [`parse_with`]).
//!
//! The text becomes a tree ([`Syntax`]), the tree a plan ([`Query`]), and the plan is evaluated on
//! each block ([`evaluate`]). Edits ([`rewrite()`]) and completion ([`complete()`]) know only the tree.

mod span;
mod error;
mod syntax;
mod levels;
mod allowance;
mod literals;
mod regex;
mod needle;
mod moment;
mod quantity;
mod hits;
mod kinds;
mod group;
mod plan;
mod context;
mod skip;
mod search;
mod eval;
mod rewrite;
mod complete;
mod paste;
mod remarks;
mod nearest;

pub use allowance::Allowance;
pub use complete::{Completed, Completion, complete};
pub use context::{BlockContext, Unread};
pub use error::QueryError;
pub use eval::{Evaluation, evaluate};
pub use group::{GroupMembers, GroupUse, groups_in, with_groups};
pub use hits::{Marks, Sought, WholeText, in_utf16};
pub use kinds::Kind;
pub use levels::ALL_LEVELS;
pub use literals::{Case, Hit, Literals};
pub use moment::{Moment, Settled, SettledRemark, TimeSpan, moment, settled};
pub use nearest::closest_name;
pub use needle::Needle;
pub use paste::{PasteReading, Pasted, as_term, names_in, pasted};
pub use plan::{
    Compared, Comparison, Expr, FieldUse, Pattern, Query, Term, Test, parse, parse_typed,
    parse_with,
};
pub use quantity::{Bound, Dimension, Quantity, Unit};
pub use regex::Regex;
pub use remarks::{Fix, Remark, remarks};
pub use rewrite::{
    Condition, Edit, LooseTerm, Standing, levels_of, loose_terms, rewrite, standing, without_groups,
};
pub use skip::may_match;
pub use span::Span;
pub use syntax::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value};
