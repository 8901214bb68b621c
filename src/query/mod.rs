//! Text of a query to the set of entries that match it.
//!
//! | term | matches entries |
//! | --- | --- |
//! | `timeout` | whose text holds the word, whatever its case |
//! | `"connection reset"` | whose text holds the phrase |
//! | `/5\d\d$/` | whose text the regular expression matches |
//! | `level>=warn`, `level:error,fatal` | of those levels |
//! | `service:api*`, `status>=500`, `user!=bob`, `id:*` | with such a field |
//! | `source:api-2`, `message:/x/` | of a source, or by the message alone |
//! | `format:syslog*`, `is:untimed` | read by a format; of a kind that the ledger counts |
//! | `-term`, `a b`, `a or b`, `( … )` | not, both, either, in this order of binding |

mod ast;
mod eval;
mod kinds;
mod lex;
mod literals;
mod nearest;
mod needle;
mod parse;
mod regex;
mod search;
mod skip;

pub use ast::{Comparison, Expr, Pattern, Term, Test};
pub use eval::{BlockContext, Unread, evaluate};
pub use kinds::Kind;
pub use literals::{Case, Found, Literals};
pub use nearest::closest_name;
pub use needle::Needle;
pub use parse::{Query, QueryError, parse};
pub use regex::Regex;
pub use skip::may_match;
