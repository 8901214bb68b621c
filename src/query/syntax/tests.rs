//! Trees print themselves.

use proptest::prelude::*;

use super::*;
use crate::query;
use crate::query::span::Span;

/// Words, signs, blanks and whatever means something in the language.
fn nasty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z0-9]{1,3}",
        3 => "[ :=<>!*/|\\\\\"()é,.@_\\-\n\u{3000}]",
        1 => prop::sample::select(vec!["or", "OR", "AND", "NOT", "level", "is", "source", "://"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A pattern as a text can hold it: no slash or end that a backslash escapes.
fn pattern() -> impl Strategy<Value = String> {
    let piece = prop_oneof!["[a-z .*+|()\"/]", Just("\\d".to_owned()), Just("\\\\".to_owned())];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn any_clause() -> impl Strategy<Value = NodeKind> {
    let own = Subject::NAMED.map(|(_, subject)| subject);
    let subject =
        prop_oneof![nasty_text().prop_map(Subject::Field), prop::sample::select(own.to_vec())];
    let operators = [
        Operator::Is,
        Operator::IsNot,
        Operator::AtLeast,
        Operator::AtMost,
        Operator::Above,
        Operator::Below,
    ];
    let value = prop_oneof![
        nasty_text().prop_map(Value::Plain),
        prop::collection::vec(nasty_text(), 2..4).prop_map(Value::Wildcard),
        pattern().prop_map(Value::Regex),
    ];
    (subject, prop::sample::select(operators.to_vec()), value).prop_map(
        |(subject, operator, value)| {
            let (subject_span, value_span) = (Span::default(), Span::default());
            NodeKind::Clause(Clause { subject, subject_span, operator, value, value_span })
        },
    )
}

/// Any tree that a text can mean.
pub(in crate::query) fn any_tree() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        2 => nasty_text().prop_map(NodeKind::Text),
        // One that could be a path is one.
        1 => pattern().prop_map(|pattern| NodeKind::Regex(pattern + "[a]")),
        1 => prop::collection::vec(nasty_text(), 2..4).prop_map(NodeKind::Like),
        3 => any_clause(),
        1 => Just(NodeKind::All),
    ];
    leaf.prop_map(Node::new).prop_recursive(4, 24, 4, |inner| {
        let nodes = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.prop_map(Node::negated),
            nodes.clone().prop_map(|nodes| Node::new(NodeKind::And(nodes))),
            nodes.prop_map(|nodes| {
                let full = |node: Node| {
                    let is_all = matches!(node.kind, NodeKind::All);
                    if is_all { Node::new(NodeKind::Text(String::new())) } else { node }
                };
                Node::new(NodeKind::Or(nodes.into_iter().map(full).collect()))
            }),
        ]
    })
}

#[track_caller]
fn check(text: &str, printed: &str) {
    let read = Syntax::parse(text).unwrap().root;
    assert_eq!(read.to_string(), printed, "{text}");
    assert_eq!(Syntax::parse(printed).unwrap().root, read, "{text}");
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn what_a_tree_prints_parses_to_it(tree in any_tree()) {
        let text = tree.to_string();
        let read = Syntax::parse(&text).map(|read| (read.root, read.pipe_at));
        prop_assert_eq!(read, Ok((tree, None)), "{}", text);
    }

    #[test]
    fn printing_what_was_parsed_changes_nothing_the_second_time(
        text in prop::collection::vec(nasty_text(), 0..8).prop_map(|texts| texts.join(" ")),
    ) {
        if let Ok(read) = Syntax::parse(&text) {
            let printed = read.root.to_string();
            let again = Syntax::parse(&printed).unwrap();
            prop_assert_eq!(&again.root, &read.root, "{} {}", text, printed);
            prop_assert_eq!(again.pipe_at, None);
            prop_assert_eq!(again.root.to_string(), printed);
        }
    }
}

#[test]
fn every_node_knows_its_place() {
    let text = "é (a or -\"b c\") x>=1";
    let root = Syntax::parse(text).unwrap().root;
    let NodeKind::And(parts) = &root.kind else { panic!("{root:?}") };
    let texts: Vec<&str> = parts.iter().map(|part| part.span.of(text)).collect();
    assert_eq!(texts, ["é", "(a or -\"b c\")", "x>=1"]);
    assert_eq!(root.span.of(text), text);
    let NodeKind::Clause(clause) = &parts[2].kind else { panic!("{root:?}") };
    assert_eq!((clause.subject_span.of(text), clause.value_span.of(text)), ("x", "1"));
}

#[test]
fn what_means_the_same_prints_the_same() {
    check("  a   AND \"b\" NOT c", "a b -c");
    check("((a) or (b c)) d", "(a or b c) d");
    check("x=\"1\" status>=500 -path:/api/*", "x:1 status>=500 -path:/api/*");
    check("level:error,fatal level!=info", "level:error,fatal level!=info");
    check("12:30:05 http://example.org/x", "\"12:30:05\" \"http://example.org/x\"");
    check("path:/api /a\\/b/", "path:\"/api\" /a\\/b/");
    check("path:/a* x", "path:\"/a\"* x");
    check("() -(a b)", "() -(a b)");
    check("", "");
}

#[test]
fn a_name_in_quotes_is_a_field_whatever_it_is() {
    check("\"HTTP Status\":500", "\"HTTP Status\":500");
    check("-\"level\"!=\"a b\"", "-\"level\"!=\"a b\"");
    check("\"status\">=500", "status>=500");
    let named = |text| query::parse(text).unwrap().fields.remove(0);
    let used = named("é \"HTTP \\\"Status\":500");
    assert_eq!((used.name.as_str(), used.start, used.end), ("HTTP \"Status", 2, 17));
    assert_eq!(named("\"message\":/x/").name, "message");
    // Without a value right behind, it is the phrase that it looks like.
    for text in ["\"a\": 500", "\"a\":", "(\"a\":)", "\"a\"://x", "\"a\" :500", "\"a\"b:1"] {
        let fields = query::parse(text).unwrap().fields;
        assert!(fields.iter().all(|used| used.name != "a"), "{text}");
    }
}

#[test]
fn quoted_values_may_have_stars_beside_the_quotes() {
    let value = |text| {
        let NodeKind::Clause(clause) = Syntax::parse(text).unwrap().root.kind else {
            panic!("{text}");
        };
        clause.value
    };
    let parts = |parts: &[&str]| Value::Wildcard(parts.iter().map(|&part| part.into()).collect());
    assert_eq!(value("x:\"a b\"*"), parts(&["a b", ""]));
    assert_eq!(value("x:\"\"*\"a*b\""), parts(&["", "a*b"]));
    assert_eq!(value("x:\"a\"**\"b\"*"), parts(&["a", "", "b", ""]));
    assert_eq!(value("x:*\"a\""), parts(&["", "\"a\""]));
    assert_eq!(value("x:\"a*b\""), Value::Plain("a*b".into()));
    assert!(matches!(Syntax::parse("x:\"a\"*b").unwrap().root.kind, NodeKind::And(_)));
}

#[test]
fn a_bar_outside_quotes_and_patterns_is_a_pipe() {
    for (text, at) in [("a|b", 1), ("| count", 0), ("x:é|b", 3), ("x:|b", 2), ("(a | b)", 3)] {
        let error = query::parse(text).unwrap_err();
        assert_eq!((error.start, error.end), (at, at + 1), "{text}");
        assert!(error.message.contains("pipes") && error.message.contains("`\"|\"`"), "{text}");
    }
    for text in ["\"a|b\"", "/a|b/", "x:/a|b/", "x:\"a|b\"", "path:/a | b/"] {
        assert!(query::parse(text).is_ok(), "{text}");
    }
    assert_eq!(Syntax::parse("a \"|\" | count by \"x").unwrap().pipe_at, Some(6));
}

#[track_caller]
fn check_text(text: &str, parts: &[&str]) {
    let root = Syntax::parse(text).unwrap().root;
    let nodes = if let NodeKind::And(nodes) = root.kind { nodes } else { vec![root] };
    let words: Vec<String> = nodes
        .iter()
        .map(|node| {
            let kind = &node.kind;
            if let NodeKind::Text(text) = kind { text.clone() } else { format!("{kind:?}") }
        })
        .collect();
    assert_eq!(words, parts, "{text}");
}

#[test]
fn a_minus_excludes_only_right_before_a_term_and_behind_a_blank() {
    check_text("retry - upstream slow", &["retry", "-", "upstream", "slow"]);
    check_text("READY -> DONE", &["READY", "->", "DONE"]);
    check_text("code -1", &["code", "-1"]);
    check_text("java --add-opens x", &["java", "--add-opens", "x"]);
    check_text("198.51.100.7 - -", &["198.51.100.7", "-", "-"]);
    check_text("\"a\"-b", &["a", "-b"]);
    check("-a (-b -\"c\" -/d+/ -(e f) -g*) -_h -é", "-a (-b -c -/d+/ -(e f) -\"g\"*) -_h -é");
    check("-(-a) not not b", "-(-a) -(-b)");
    check("not 500", "-\"500\"");
}

#[test]
fn what_only_looks_like_the_language_is_text() {
    check_text("Booking.save(Booking.java:137)", &["Booking.save(Booking.java:137)"]);
    check_text("at save(a, b) x", &["at", "save(a,", "b)", "x"]);
    check_text("java.io.IOException: broken pipe", &["java.io.IOException:", "broken", "pipe"]);
    check_text("level: high", &["level:", "high"]);
    check_text("/health", &["/health"]);
    check_text("/v2/ /a/b/ /a/b.log:12", &["/v2/", "/a/b/", "/a/b.log:12"]);
    check_text("GET /health or_else /ready/", &["GET", "/health", "or_else", "/ready/"]);
    check("/health or /ready", "\"/health\" or \"/ready\"");
    check("/api/* /a+/b", "\"/api/\"* \"/a+/b\"");
    check("/fi.e/ /connection reset/", "/fi.e/ /connection reset/");
    check_text("x-> {a} * **", &["x->", "{a}", "*", "**"]);
    check_text("a:// ::1", &["a://", "::1"]);
}

#[test]
fn a_name_may_have_brackets() {
    check("cs(User-Agent):*bot* x", "\"cs(User-Agent)\":*bot* x");
    check("Time(ms)>=5", "\"Time(ms)\">=5");
}

#[test]
fn words_are_joined_in_either_case() {
    check("a and b AND not c or NOT d", "a b -c or -d");
    check("\"and\" \"in\"", "\"and\" \"in\"");
}

#[test]
fn a_star_in_a_word_stands_for_anything_but_a_blank() {
    check("retr*", "retr*");
    check("a*b*c", "a*b*c");
    check("*bot* \"my api\"*", "\"\"*\"bot\"* \"my api\"*");
    let finds = |query: &str, text: &str| {
        let needles = query::parse(query).unwrap().needles;
        assert_eq!(needles.len(), 1, "{query}");
        needles.iter().all(|sought| sought.needle.is_in(text.as_bytes()))
    };
    assert!(finds("retr*", "3 Retries") && !finds("retr*", "return"));
    assert!(finds("a*b", "xA-1-By") && !finds("a*b", "a b"));
    assert!(finds("g*ö", "GRÖSSE") && finds("1.2*4", "1.2.4") && !finds("1.2*4", "1x2.4"));
}

#[test]
fn a_list_is_any_of_its_values() {
    check("status in (500, 502) x", "(status:500 or status:502) x");
    check("-status in (500,502 \"5 4\")", "-(status:500 or status:502 or status:\"5 4\")");
    check("not path in (/a, /b.c/)", "-(path:\"/a\" or path:/b.c/)");
    check("level in (error)", "level:error");
    check("a in b (c)", "a \"in\" b c");
    let text = "é status in (500, 502)";
    let NodeKind::And(parts) = Syntax::parse(text).unwrap().root.kind else { panic!() };
    assert_eq!(parts[1].span.of(text), "status in (500, 502)");
    for wrong in ["a in ()", "a in (b", "a in (b:c)", "a in (\"b)", "a in (b (c))"] {
        assert!(Syntax::parse(wrong).is_err(), "{wrong}");
    }
}
