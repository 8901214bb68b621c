//! Elements of XML, columns behind tabs, keys of systemd and `.netrc`.

use super::super::bytes::{before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::keys::Meaning;
use super::super::kind::Kind;
use super::super::lists;
use super::super::pairs::Value;
use super::super::values::Written;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for at in memchr::memmem::find_iter(text, b"</") {
        element(scene, at, hits);
    }
    for at in memchr::memchr_iter(b'\t', text) {
        behind_tab(scene, at, hits);
    }
    // `machine HOST login USER password SECRET`
    if let Some(at) = memchr::memmem::find(text, b"machine ")
        .filter(|_| memchr::memmem::find(text, b" password ").is_some())
    {
        netrc(text, at, hits);
    }
}

/// `<name …>value</name>`.
fn element(scene: &mut Scene<'_>, close: usize, hits: &mut Hits) {
    let text = scene.text;
    let start = run_back(text, close, |byte| byte != b'>' && byte != b'\n');
    if before(text, start) != Some(b'>') || start == close {
        return;
    }
    let name_start = close + 2;
    let name_end = run(text, name_start, |byte| is_word(byte) || b"-.:".contains(&byte));
    let name_start = memchr::memrchr(b':', piece(text, name_start, name_end))
        .map_or(name_start, |at| name_start + at + 1);
    // `<Data Name="TargetUserName">ann</Data>`: an attribute has the name.
    let open = run_back(text, start - 1, |byte| byte != b'<');
    let attribute = memchr::memmem::find(piece(text, open, start), b"ame=").map(|at| open + at + 5);
    let meaning = match attribute {
        Some(at) => {
            scene.meaning(at, run(text, at, |byte| is_word(byte) || b"-. ".contains(&byte)))
        }
        None => scene.meaning(name_start, name_end),
    };
    if let Some(meaning) = meaning {
        lists::take(scene, hits, meaning, Value { start, end: close, written: Written::Enclosed });
    }
}

/// `\tname\tvalue\t`.
fn behind_tab(scene: &mut Scene<'_>, tab: usize, hits: &mut Hits) {
    let text = scene.text;
    let start = run_back(text, tab, |byte| is_word(byte) || b"-.".contains(&byte));
    if start == tab || before(text, start).is_some_and(|byte| byte != b'\t' && byte != b'\n') {
        return;
    }
    let Some(meaning @ (Meaning::Is(_) | Meaning::Machine | Meaning::Ident | Meaning::Code)) =
        scene.meaning(start, tab)
    else {
        return;
    };
    let end = run(text, tab + 1, |byte| byte != b'\t' && byte != b'\n');
    lists::take(scene, hits, meaning, Value { start: tab + 1, end, written: Written::Enclosed });
}

fn netrc(text: &[u8], at: usize, hits: &mut Hits) {
    let mut kind = Some(Kind::Host);
    let mut start = run(text, at, |byte| byte != b' ') + 1;
    loop {
        let end = run(text, start, |byte| !byte.is_ascii_whitespace());
        if end == start {
            return;
        }
        match (kind.take(), piece(text, start, end)) {
            (Some(kind), _) => hits.push(kind, start, end),
            (None, b"login" | b"account") => kind = Some(Kind::User),
            (None, b"password") => kind = Some(Kind::Secret),
            (None, _) => return,
        }
        start = end + 1;
    }
}
