//! What clicks write.

use proptest::prelude::*;

use super::*;
use crate::query::syntax::tests::any_tree;

fn field(name: &str, value: &str) -> Condition {
    Condition::Field { name: name.to_owned(), value: value.to_owned() }
}

#[track_caller]
fn check(text: &str, edit: &Edit, expected: &str) {
    assert_eq!(rewrite(text, edit).as_deref(), Ok(expected), "{text}: {edit:?}");
}

#[track_caller]
fn check_include(text: &str, condition: Condition, expected: &str) {
    check(text, &Edit::Include(condition), expected);
}

#[test]
fn a_click_on_a_level_shows_only_it_and_another_adds_itself() {
    check("", &Edit::ToggleLevel(Level::Error), "level:error");
    check("level:error", &Edit::ToggleLevel(Level::Fatal), "level>=error");
    check("level>=error", &Edit::ToggleLevel(Level::Info), "level:info,error,fatal");
    check("level:error", &Edit::ToggleLevel(Level::Error), "");
    check("timeout level:error x", &Edit::ToggleLevel(Level::Error), "timeout x");
}

#[test]
fn a_click_on_a_level_means_at_least_and_a_second_lifts_it() {
    check("a", &Edit::AtLeast(Level::Error), "level>=error a");
    check("level>=error a", &Edit::AtLeast(Level::Warn), "level>=warn a");
    check("level>=error a", &Edit::AtLeast(Level::Error), "a");
    check("level:error a", &Edit::AtLeast(Level::Error), "level>=error a");
    check("", &Edit::AtLeast(Level::Fatal), "level:fatal");
    check("level>=warn", &Edit::AtLeast(Level::Unknown), "level:unknown");
    check("level:unknown", &Edit::AtLeast(Level::Unknown), "");
    check("level>=warn a", &Edit::OnlyLevel(Level::Warn), "level:warn a");
    check("level:warn a", &Edit::OnlyLevel(Level::Warn), "a");
}

#[test]
fn excluding_a_level_keeps_the_others() {
    check("", &Edit::ExcludeLevel(Level::Info), "-level:info");
    check("-level:info", &Edit::ExcludeLevel(Level::Debug), "-level:debug,info");
    check("level>=warn timeout", &Edit::ExcludeLevel(Level::Warn), "level>=error timeout");
    check("level:error a", &Edit::ExcludeLevel(Level::Error), "a");
}

#[test]
fn level_terms_are_found_whatever_their_form() {
    let mask = |text| levels_of(text).unwrap();
    assert_eq!(mask("level>=error"), 0b1100_0000);
    assert_eq!(mask("-level:info a"), !0b1000);
    assert_eq!(mask("level:error,WARN"), 0b0110_0000);
    assert_eq!(mask("level<info (level:trace)"), 0b0010);
    assert_eq!(mask("\"level:error\""), ALL_LEVELS);
    assert_eq!(mask("level:error or a"), ALL_LEVELS);
}

#[test]
fn every_set_of_levels_can_be_written_and_read_back() {
    for mask in 1..=ALL_LEVELS {
        let text = rewrite("a  level:info (b)", &Edit::SetLevels(mask)).unwrap();
        assert_eq!(levels_of(&text), Ok(mask), "{text}");
    }
    check("a level:info", &Edit::SetLevels(0), "a");
}

#[test]
fn terms_land_before_the_first_pipe_outside_quotes_and_patterns() {
    let status = field("status", "504");
    let edit = Edit::Include(status.clone());
    check("\"a | b\" | count by x", &edit, "\"a | b\" status:504 | count by x");
    check("| count", &edit, "status:504 | count");
    check("/a | b/ c", &Edit::Exclude(status), "/a | b/ c -status:504");
}

#[test]
fn what_is_either_is_kept_together() {
    check_include("a or b", field("x", "1"), "(a or b) x:1");
    check_include("(a or b)", field("x", "1"), "(a or b) x:1");
    check("level in (error, fatal) a", &Edit::ToggleLevel(Level::Warn), "level>=warn a");
    check("level:error or level:fatal", &Edit::ExcludeLevel(Level::Fatal), "level:error");
    check("a or level:info", &Edit::ToggleLevel(Level::Error), "level:error (a or level:info)");
    check("a or b", &Edit::SetLevels(ALL_LEVELS), "a or b");
}

#[test]
fn a_term_replaces_its_opposite_and_is_not_written_twice() {
    check_include("-x:1 a", field("x", "1"), "a x:1");
    check_include("x!=1 a", field("x", "1"), "a x:1");
    check_include("x:1", field("x", "1"), "x:1");
    check_include("x=\"1\"   a", field("x", "1"), "x=\"1\"   a");
    check("a x:1", &Edit::Exclude(field("x", "1")), "a -x:1");
    check("NOT x:1", &Edit::Exclude(field("x", "1")), "NOT x:1");
    check("a -source:b.log", &Edit::Include(Condition::Source("b.log".into())), "a source:b.log");
}

#[test]
fn a_second_click_takes_a_term_back() {
    let toggle = |condition| Edit::Toggle(condition);
    check("a x:bob b", &toggle(field("x", "Bob")), "a b");
    check("a -x:bob", &toggle(field("x", "bob")), "a x:bob");
    check("a", &toggle(Condition::Text("two words".into())), "a \"two words\"");
    check("a \"Two words\"", &toggle(Condition::Text("two words".into())), "a");
    check("a -x:1", &Edit::Remove(field("x", "1")), "a");
    check("x:1", &Edit::Remove(field("x", "1")), "");
    check("x:1 or b", &Edit::Remove(field("x", "1")), "x:1 or b");
}

#[test]
fn only_replaces_what_is_said_of_the_same() {
    check("a x:1 b -x:2 x>3", &Edit::Only(field("x", "4")), "a x:4 b");
    check("is:cut a", &Edit::Only(Condition::Kind(Kind::Untimed)), "is:untimed a");
    check("a", &Edit::Only(Condition::Format("json".into())), "format:json a");
}

#[test]
fn what_an_edit_is_not_about_keeps_its_spelling() {
    check("  a   AND \"b\"  x=1 NOT c", &Edit::Remove(field("x", "1")), "a   AND \"b\" NOT c");
    check("x:1 AND  b  (c  or d)", &Edit::Remove(field("x", "1")), "b  (c  or d)");
    check("\"a\"x:\"1\"\"b\"c", &Edit::Remove(field("x", "1")), "\"a\" \"b\"c");
    check_include("(a  level=WARN)", field("x", "1"), "a  level=WARN x:1");
    check("\"a\"(level:warn)\"b\"", &Edit::SetLevels(1), "\"a\" level:unknown \"b\"");
}

#[test]
fn a_path_stays_a_path_whatever_is_added() {
    check_include("path:/api", field("to", "a/ b"), "path:\"/api\" to:\"a/ b\"");
    check_include("path:/api", field("to", "/b"), "path:/api to:\"/b\"");
}

#[test]
fn names_and_values_are_quoted_where_they_have_to_be() {
    check_include("", field("status", "504"), "status:504");
    check_include("", field("msg", "say \"hi\" \\"), "msg:\"say \\\"hi\\\" \\\\\"");
    check_include("", field("delta", "-1"), "delta:\"-1\"");
    check_include("", field("word", "or"), "word:\"or\"");
    check_include("", field("glob", "*.rs"), "glob:\"*.rs\"");
    check_include("", field("empty", ""), "empty:\"\"");
    check_include("", field("HTTP Status", "500"), "\"HTTP Status\":500");
    check_include("", field("level", "high"), "\"level\":high");
    check_include("", field("a:b", "|"), "\"a:b\":\"|\"");
    check_include("", Condition::Text("or".into()), "\"or\"");
    check_include("", Condition::Message("a b".into()), "message:\"a b\"");
}

#[test]
fn what_is_long_or_has_several_lines_is_not_offered() {
    let offered = |value: &str| field("name", value).is_worth_offering();
    assert_eq!(["", "a\nb", &"x".repeat(401), "ok"].map(offered), [false, false, false, true]);
}

#[test]
fn a_text_that_is_no_query_is_not_edited() {
    let error = rewrite("a (b", &Edit::SetLevels(1)).unwrap_err();
    assert_eq!((error.start, error.end), (2, 3));
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let text = "[a-c:*/|\"\\\\() é-]{0,5}|or|and|not";
    prop_oneof![
        (text, text).prop_map(|(name, value)| Condition::Field { name, value }),
        text.prop_map(Condition::Source),
        text.prop_map(Condition::Format),
        text.prop_map(Condition::Text),
        text.prop_map(Condition::Message),
        Just(Condition::Kind(Kind::Cut)),
    ]
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn what_was_included_or_excluded_stands_so(tree in any_tree(), condition in any_condition()) {
        let before = tree.to_string();
        let edited = |text: &str, edit: Edit| rewrite(text, &edit).unwrap();
        let included = edited(&before, Edit::Include(condition.clone()));
        prop_assert_eq!(standing(&included, &condition), Ok(Standing::Included));
        let excluded = edited(&included, Edit::Exclude(condition.clone()));
        prop_assert_eq!(standing(&excluded, &condition), Ok(Standing::Excluded));
        prop_assert_eq!(&edited(&excluded, Edit::Exclude(condition.clone())), &excluded);
        let without = edited(&excluded, Edit::Remove(condition.clone()));
        prop_assert_eq!(standing(&without, &condition), Ok(Standing::Absent));
        let only = edited(&before, Edit::Only(condition.clone()));
        prop_assert_eq!(standing(&only, &condition), Ok(Standing::Included));
    }

    #[test]
    fn an_edit_changes_no_term_but_its_own(tree in any_tree(), condition in any_condition()) {
        let before = tree.to_string();
        let after = rewrite(&before, &Edit::Include(condition.clone())).unwrap();
        let terms = |text: &str| {
            let draft = Draft::new(text).unwrap();
            let others = draft.terms().iter().filter(|node| condition.stands_in(node) == Standing::Absent);
            others.cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(terms(&after), terms(&before));
    }

    #[test]
    fn levels_are_what_they_were_set_to(tree in any_tree(), mask in 1_u8..) {
        let after = rewrite(&tree.to_string(), &Edit::SetLevels(mask)).unwrap();
        prop_assert_eq!(levels_of(&after), Ok(mask));
    }
}

#[test]
fn each_term_can_be_left_out() {
    let without = |text: &str| -> Vec<(String, String)> {
        let terms = loose_terms(text).unwrap();
        terms.into_iter().map(|term| (term.text, term.without)).collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    };
    assert_eq!(
        without("a  -b (c or d)"),
        pairs(&[("a", "-b (c or d)"), ("-b", "a (c or d)"), ("(c or d)", "a  -b")])
    );
    assert_eq!(without("a or b"), pairs(&[("a or b", "")]));
    assert_eq!(without(""), []);
    let term = loose_terms("é level:error x").unwrap().remove(1);
    assert_eq!((term.start, term.end, term.without.as_str()), (2, 13, "é x"));
    assert!(loose_terms("a (").is_err());
}
