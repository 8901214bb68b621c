//! Groups in a query: `group:4f1c09d2a77b3e58`, one of those that `fold::groups` finds. With any other
//! value it asks for a field of this name.
//!
//! Which entries are in a group depends on all that was read, which no worker knows. So a query is settled
//! first ([`with_groups`]): behind the id stands then what entries of the group are about, and each block
//! can be asked by itself.

use std::fmt::{self, Display, Formatter};

use super::error::QueryError;
use super::rewrite::{Condition, Standing, standing};
use super::syntax::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value, quoted};

/// How long ids are.
const ID_DIGITS: usize = 16;

/// What entries of a group are about, as hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMembers {
    /// Entries are told apart by all that they are about if its hash is no larger than this.
    pub exact_bound: u64,
    /// Of all others those are told apart by a coarser form whose hash is no larger than this.
    pub coarse_bound: u64,
    /// Hashes of what is told apart exactly; sorted.
    pub exact: Vec<u64>,
    /// Hashes of coarser forms; sorted.
    pub coarse: Vec<u64>,
    /// Whether it has what is not told apart at all.
    pub has_rest: bool,
}

impl GroupMembers {
    /// Those of a group that does not exist.
    pub fn none() -> Self {
        let (exact, coarse) = (Vec::new(), Vec::new());
        Self { exact_bound: u64::MAX, coarse_bound: u64::MAX, exact, coarse, has_rest: false }
    }

    /// Reads what [`Display`] wrote.
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let hash = |word: &str| u64::from_str_radix(word, 16).ok();
        let mut read = Self::none();
        read.exact_bound = hash(words.next()?)?;
        read.coarse_bound = hash(words.next()?)?;
        for word in words {
            match word.strip_prefix('~') {
                Some("") => read.has_rest = true,
                Some(word) => read.coarse.push(hash(word)?),
                None => read.exact.push(hash(word)?),
            }
        }
        (read.exact.is_sorted() && read.coarse.is_sorted()).then_some(read)
    }
}

impl Display for GroupMembers {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { exact_bound, coarse_bound, exact, coarse, has_rest } = self;
        write!(f, "{exact_bound:x} {coarse_bound:x}")?;
        exact.iter().try_for_each(|hash| write!(f, " {hash:x}"))?;
        coarse.iter().try_for_each(|hash| write!(f, " ~{hash:x}"))?;
        if *has_rest { f.write_str(" ~") } else { Ok(()) }
    }
}

/// A group that a query names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupUse {
    /// Its id.
    pub id: String,
    /// First UTF-16 unit of it.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What the query says of all entries.
    pub standing: Standing,
}

/// The groups that a query names, in order.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn groups_in(text: &str) -> Result<Vec<GroupUse>, QueryError> {
    let read = Syntax::parse(text)?;
    let mut clauses = Vec::new();
    find_clauses(&read.root, &mut clauses);
    let used = clauses.into_iter().filter_map(|clause| Some((clause, id_of(clause)?)));
    let used = used.map(|(clause, id)| {
        let (start, end) = clause.value_span.in_utf16(text);
        let standing = standing(text, &Condition::Group(id.clone()))?;
        Ok(GroupUse { id, start, end, standing })
    });
    used.collect()
}

/// The query with the members behind each id; a group that is not found stays as it is.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn with_groups(
    text: &str,
    mut members_of: impl FnMut(&str) -> Option<GroupMembers>,
) -> Result<String, QueryError> {
    let read = Syntax::parse(text)?;
    let mut clauses = Vec::new();
    find_clauses(&read.root, &mut clauses);
    let (mut out, mut at) = (String::new(), 0);
    for clause in clauses {
        let Some(id) = id_of(clause) else { continue };
        let Some(members) = members_of(&id) else { continue };
        out += text.get(at..clause.value_span.start).unwrap_or_default();
        out += &quoted(&format!("{id} {members}"));
        at = clause.value_span.end;
    }
    out += text.get(at..).unwrap_or_default();
    Ok(out)
}

/// A clause is about a field.
pub(super) struct NoGroup;

/// The members of the group that a clause is about; none if they were not looked up yet.
pub(super) fn members_in(clause: &Clause) -> Result<Option<Box<GroupMembers>>, NoGroup> {
    id_of(clause).ok_or(NoGroup)?;
    let value = clause.value.as_word().ok_or(NoGroup)?;
    match value.split_once(' ') {
        None => Ok(None),
        Some((_, members)) => {
            GroupMembers::parse(members).map(|read| Some(Box::new(read))).ok_or(NoGroup)
        }
    }
}

/// Whether a clause is about a group.
pub(super) fn is_of_group(clause: &Clause) -> bool {
    clause.subject == Subject::Group && id_of(clause).is_some()
}

/// The id that a clause names, if it is about a group.
fn id_of(clause: &Clause) -> Option<String> {
    let Value::Plain(value) = &clause.value else { return None };
    let id = value.split(' ').next()?;
    let is_id = id.len() == ID_DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_named = matches!(clause.operator, Operator::Is | Operator::IsNot);
    (is_id && is_named).then(|| id.to_ascii_lowercase())
}

fn find_clauses<'n>(node: &'n Node, found: &mut Vec<&'n Clause>) {
    match &node.kind {
        NodeKind::Clause(clause) if is_of_group(clause) => found.push(clause),
        NodeKind::Not(inner) => find_clauses(inner, found),
        NodeKind::And(nodes) | NodeKind::Or(nodes) => {
            for node in nodes {
                find_clauses(node, found);
            }
        }
        NodeKind::Clause(_)
        | NodeKind::All
        | NodeKind::Text(_)
        | NodeKind::Like(_)
        | NodeKind::Regex(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{parse, without_groups};

    fn members() -> GroupMembers {
        let (exact, coarse) = (vec![1, 0xab], vec![7]);
        GroupMembers { exact_bound: u64::MAX, coarse_bound: 9, exact, coarse, has_rest: true }
    }

    #[test]
    fn members_are_read_as_they_were_written() {
        for members in [members(), GroupMembers::none()] {
            assert_eq!(GroupMembers::parse(&members.to_string()), Some(members));
        }
        assert_eq!(GroupMembers::parse("f"), None);
        assert_eq!(GroupMembers::parse("f f 2 1"), None, "sorted, or none is found");
    }

    #[test]
    fn a_query_is_settled_where_it_names_groups_and_nowhere_else() {
        let members_of = |id: &str| (id == "ab00000000000000").then(members);
        let settled = |text: &str| {
            let text = text.replace("ab", "ab00000000000000").replace("cd", "cd00000000000000");
            with_groups(&text, members_of).unwrap()
        };
        let quoted = format!("\"ab00000000000000 {}\"", members());
        assert_eq!(
            settled("x group:ab \"group:ab\""),
            format!("x group:{quoted} \"group:ab00000000000000\"")
        );
        assert_eq!(settled("group in (ab, cd)"), format!("group in ({quoted}, cd00000000000000)"));
        assert_eq!(
            settled("group:cd \"group\":ab"),
            "group:cd00000000000000 \"group\":ab00000000000000"
        );
        let once = settled("-group:ab");
        assert_eq!(with_groups(&once, members_of).unwrap(), once, "settled again");
    }

    #[test]
    fn what_a_query_says_of_a_group_is_found() {
        let text = "é group:AB00000000000000 -group:cd00000000000000 (group:ef00000000000000 or x)";
        let found = groups_in(text).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|used| (used.id.get(..2).unwrap(), used.start, used.standing))
            .collect();
        let expected = [
            ("ab", 8, Standing::Included),
            ("cd", 32, Standing::Excluded),
            ("ef", 56, Standing::Absent),
        ];
        assert_eq!(found, expected);
        assert_eq!(without_groups(text).unwrap(), "é (group:ef00000000000000 or x)");
        assert_eq!(without_groups("-group:ab00000000000000").unwrap(), "");
        assert_eq!(without_groups("group:users x").unwrap(), "group:users x", "a field");
    }

    #[test]
    fn only_an_id_names_a_group_and_all_else_is_a_field_of_that_name() {
        let n_fields = |text: &str| parse(text).unwrap().fields.len();
        for text in ["group:ab00000000000000", "group!=ab00000000000000", "-group:AB00000000000000"]
        {
            assert_eq!(n_fields(text), 0, "{text}");
        }
        for text in
            ["group:users", "group:ab*", "group:/a/", "group>7", "\"group\":ab00000000000000"]
        {
            assert_eq!(n_fields(text), 1, "{text}");
        }
    }
}
