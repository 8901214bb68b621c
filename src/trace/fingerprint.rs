//! What stays the same when a fault happens again: types and calls, without lines, addresses and
//! what tools make up anew each time.

use super::{Exception, Frame, Language, Origin, Relation, Trace};

/// Frames of a chain that tell faults apart; deeper ones are how it was called.
const MAX_FRAMES: usize = 50;

/// What tells one fault from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Types and own calls of the chain of causes.
    pub fine: Vec<u8>,
    /// The innermost type, and the own call nearest to the failure: for people, and coarser.
    pub title: String,
}

impl Trace<'_> {
    /// What stays the same when the same fault happens again.
    pub fn fingerprint(&self) -> Fingerprint {
        let chain: Vec<&Exception<'_>> = self.chain().collect();
        let has_own = chain.iter().any(|one| one.frames.iter().any(is_own));
        let counts = |frame: &&Frame<'_>| !has_own || is_own(frame);
        let mut fine = Vec::new();
        let mut n_frames = 0;
        for one in &chain {
            fine.extend_from_slice(plain_name(one.name).as_bytes());
            fine.push(b'\n');
            let mut before = String::new();
            for frame in one.frames.iter().filter(counts) {
                let call = plain_call(self.language, frame);
                // A recursion may be deeper the next time.
                if call == before || n_frames >= MAX_FRAMES {
                    continue;
                }
                fine.push(b'\t');
                fine.extend_from_slice(call.as_bytes());
                fine.push(b'\n');
                n_frames += 1;
                before = call;
            }
        }
        Fingerprint { fine, title: self.title(&chain) }
    }

    /// The exceptions from the outermost to the root cause.
    fn chain(&self) -> impl Iterator<Item = &Exception<'_>> {
        let of_chain = |one: &&Exception<'_>| {
            !one.is_aside && !matches!(one.relation, Relation::Suppressed | Relation::Beside)
        };
        self.exceptions.iter().filter(of_chain)
    }

    fn title(&self, chain: &[&Exception<'_>]) -> String {
        let named = chain.iter().rev().find(|one| !one.name.is_empty());
        let name =
            named.map_or_else(|| self.language.title().to_owned(), |one| plain_name(one.name));
        let frames = || chain.iter().rev().flat_map(|one| self.nearest_first(one));
        let frame = frames().find(|frame| is_own(frame)).or_else(|| frames().next());
        match frame {
            Some(frame) => format!("{name} at {}", plain_call(self.language, frame)),
            None => name,
        }
    }

    /// Frames of an exception from the call that failed outwards.
    fn nearest_first<'e>(&self, one: &'e Exception<'_>) -> Vec<&'e Frame<'e>> {
        let mut frames: Vec<&Frame<'_>> = one.frames.iter().collect();
        if self.language.lists_failed_call_last() {
            frames.reverse();
        }
        frames
    }
}

fn is_own(frame: &Frame<'_>) -> bool {
    frame.origin == Origin::Own
}

/// A type without what its compiler numbered.
fn plain_name(name: &str) -> String {
    plain_function(name.trim_end_matches(':'))
}

/// Module and function, or file and function where the function does not say its module.
fn plain_call(language: Language, frame: &Frame<'_>) -> String {
    let function = plain_function(frame.function);
    let is_of_file = matches!(
        language,
        Language::JavaScript | Language::Python | Language::Ruby | Language::Php
    );
    let names_module = !is_of_file && (function.contains(['.', '\\']) || function.contains("::"));
    if names_module || frame.file.is_empty() {
        return function;
    }
    let file = plain_file(frame.file);
    if function.is_empty() { file } else { format!("{file} {function}") }
}

/// A function without arguments, type parameters, numbers and hashes of what was generated.
fn plain_function(function: &str) -> String {
    let function = function.trim();
    let function = function.rsplit_once(" in ").map_or(function, |(_, last)| last);
    let function = strip_any(function, &["async ", "new ", "Object.", "Module."]);
    let function = function.split_once(" [clone ").map_or(function, |(start, _)| start);
    let function = function.split_once('@').map_or(function, |(start, _)| start);
    let function = without_hash(function);
    let mut out = String::with_capacity(function.len());
    let mut letters = function.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        match letter {
            // Arguments; a receiver in brackets stands before a name.
            '(' if last.is_alphanumeric() || matches!(last, '_' | '>') => break,
            // Parameters of a type, unless it is a name in brackets: `<init>`, `<lambda>`.
            '<' if last.is_alphanumeric() => skip_brackets(&mut letters, '<', '>'),
            '[' if last.is_alphanumeric() => skip_brackets(&mut letters, '[', ']'),
            '0'..='9' if !is_of_name(last) => {
                // A number of its own, with what makes it an address.
                while letters.next_if(|next| next.is_ascii_hexdigit() || *next == 'x').is_some() {}
            }
            _ => out.push(letter),
        }
        last = letter;
    }
    plain_segments(&out)
}

/// Whether a digit after this letter belongs to a name that somebody chose.
fn is_of_name(before: char) -> bool {
    before.is_alphanumeric() || before == '_'
}

/// Skips to the end of brackets that are open.
fn skip_brackets(letters: &mut std::iter::Peekable<std::str::Chars<'_>>, open: char, close: char) {
    let mut depth = 1;
    for letter in letters.by_ref() {
        depth += i32::from(letter == open) - i32::from(letter == close);
        if depth == 0 {
            return;
        }
    }
}

/// Cuts what tools append to names: proxies, lambdas, accessors, closures.
fn plain_segments(function: &str) -> String {
    const GENERATED: [&str; 7] = [
        "$$EnhancerBy",
        "$$FastClassBy",
        "$$SpringCGLIB",
        "$$Lambda",
        "_$$_javassist",
        "$HibernateProxy",
        "$ByteBuddy",
    ];
    const NUMBERED: [&str; 8] = [
        "GeneratedMethodAccessor",
        "GeneratedConstructorAccessor",
        "$Proxy",
        "lambda",
        "func",
        "fn__",
        "closure",
        "DisplayClass",
    ];
    let mut out: Vec<String> = Vec::new();
    for segment in function.split('.') {
        let cut = GENERATED.iter().filter_map(|sign| segment.find(sign)).min();
        let mut segment = cut.and_then(|at| segment.get(..at)).unwrap_or(segment).to_owned();
        if NUMBERED.iter().any(|sign| segment.contains(sign)) {
            segment.retain(|letter| !letter.is_ascii_digit());
        }
        if !segment.is_empty() {
            out.push(segment);
        }
    }
    out.join(".")
}

/// Without the hash that a compiler puts at the end: `::h0123456789abcdef`.
fn without_hash(function: &str) -> &str {
    let hash = function.rsplit_once("::h");
    let is_hash =
        |hash: &str| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    hash.filter(|(_, hash)| is_hash(hash)).map_or(function, |(start, _)| start)
}

fn strip_any<'t>(text: &'t str, starts: &[&str]) -> &'t str {
    starts.iter().fold(text, |text, start| text.strip_prefix(start).unwrap_or(text))
}

/// Name of a file without its folders, and without what a build puts into it.
fn plain_file(file: &str) -> String {
    let file = file.split(['?', '#']).next().unwrap_or(file);
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let is_hash = |part: &&str| {
        part.len() >= 6
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    };
    let parts = name.split(['.', '-']).filter(|part| !is_hash(part));
    parts.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use crate::trace::find;

    fn fine(text: &str) -> Vec<u8> {
        find(text).expect(text).fingerprint().fine
    }

    #[track_caller]
    fn check_same(one: &str, other: &str) {
        let shown = |text: &str| String::from_utf8(fine(text)).unwrap();
        assert_eq!(shown(one), shown(other));
    }

    #[test]
    fn lines_addresses_and_made_up_names_do_not_matter() {
        check_same(
            "a.Boom: seat 7\n\tat a.Desk.book(Desk.java:7)\n\tat a.Desk$$EnhancerBySpringCGLIB$$1a2b.go(<generated>)\n\tat java.lang.Thread.run(Thread.java:8)",
            "a.Boom: seat 8\n\tat a.Desk.book(Desk.java:9)\n\tat a.Desk$$EnhancerBySpringCGLIB$$77ff.go(<generated>)\n\tat java.lang.Thread.run(Thread.java:9)\n\tat java.lang.Thread.go(Thread.java:9)",
        );
        check_same(
            "a.Boom: x\n\tat a.Desk$$Lambda$12/0x0000.run(Unknown Source)\n\tat a.Desk.lambda$go$0(Desk.java:7)",
            "a.Boom: x\n\tat a.Desk$$Lambda$99/0xffee.run(Unknown Source)\n\tat a.Desk.lambda$go$3(Desk.java:8)",
        );
        check_same(
            "panic: full\n\ngoroutine 1 [running]:\nmain.book(0x1)\n\t/src/main.go:7 +0x1d\nmain.main.func1.2(0x5)\n\t/src/main.go:9 +0x1d",
            "panic: full\n\ngoroutine 7 [running]:\nmain.book(0x9)\n\t/src/main.go:8 +0x2d\nmain.main.func3.1(0x6)\n\t/src/main.go:9 +0x1d",
        );
        check_same(
            "TypeError: x\n    at book (https://a.b/app.4f3a9c.js:1:2)\n    at go (https://a.b/app.4f3a9c.js:3:2)",
            "TypeError: y\n    at book (https://c.d/app.77ab12.js:4:2)\n    at go (https://c.d/app.77ab12.js:3:9)",
        );
    }

    #[test]
    fn a_recursion_may_be_deeper() {
        let trace = |n: usize| {
            let frames = "\tat a.Tree.walk(Tree.java:3)\n".repeat(n);
            format!("a.Boom: x\n{frames}\tat a.Main.main(Main.java:1)")
        };
        check_same(&trace(2), &trace(40));
    }

    #[test]
    fn another_fault_is_another() {
        let faults = [
            "a.Boom: x\n\tat a.Desk.book(Desk.java:7)\n\tat a.Main.main(Main.java:1)",
            "a.Bang: x\n\tat a.Desk.book(Desk.java:7)\n\tat a.Main.main(Main.java:1)",
            "a.Boom: x\n\tat a.Desk.cancel(Desk.java:7)\n\tat a.Main.main(Main.java:1)",
            "a.Boom: x\n\tat a.Desk.book(Desk.java:7)\n\tat a.Main.main(Main.java:1)\nCaused by: a.Bang: y\n\tat a.Hall.open(Hall.java:7)",
        ];
        for (n, one) in faults.iter().enumerate() {
            for other in &faults[..n] {
                assert_ne!(fine(one), fine(other), "{one}\n{other}");
            }
        }
    }

    #[test]
    fn the_title_names_the_cause_and_the_nearest_own_call() {
        let text = "a.Boom: x\n\tat a.Main.main(Main.java:1)\nCaused by: java.io.IOException: y\n\tat java.io.X.y(X.java:1)\n\tat a.Hall.open(Hall.java:7)";
        assert_eq!(find(text).unwrap().fingerprint().title, "java.io.IOException at a.Hall.open");
        let text = "Traceback (most recent call last):\n  File \"/app/desk.py\", line 3, in book\n    x\n  File \"/app/hall.py\", line 3, in open\n    y\nKeyError: 'x'";
        assert_eq!(find(text).unwrap().fingerprint().title, "KeyError at hall.py open");
    }
}
