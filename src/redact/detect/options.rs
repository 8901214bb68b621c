//! Options of commands: `--password hunter2`, `curl -u ann:secret`, `mysql -psecret`.

use super::super::bytes::{before, follows, is_word, piece, run, run_back};
use super::super::enclosed::enclosed;
use super::super::hit::Hits;
use super::super::keys::Meaning;
use super::super::kind::Kind;
use super::super::lists;
use super::super::pairs::bare;
use super::super::values::{Written, is_nothing, is_system_user};
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for at in memchr::memchr_iter(b'-', text) {
        if follows(text, at, b"--")
            && text.get(at + 2).is_some_and(u8::is_ascii_alphabetic)
            && before(text, at) != Some(b'-')
        {
            long_option(scene, at + 2, hits);
        } else if text.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
            && matches!(before(text, at), None | Some(b' ' | b'\'' | b'"'))
        {
            short_option(text, at + 1, hits);
        }
    }
}

/// `--name value`, also as elements of a list: `["--token", "…"]`.
fn long_option(scene: &mut Scene<'_>, start: usize, hits: &mut Hits) {
    let text = scene.text;
    let end = run(text, start, |byte| is_word(byte) || b"-.".contains(&byte));
    let value_at = run(text, end, |byte| b" ,\"'\t".contains(&byte));
    if value_at == end || value_at - end > 5 || matches!(text.get(value_at), None | Some(b'-')) {
        return;
    }
    if piece(text, start, end) == b"user" && user_and_password(text, value_at, hits) {
        return;
    }
    let Some(meaning) = scene.meaning(start, end) else { return };
    // A quote belongs to the value, unless the name was quoted too.
    let quoted_name = text.get(end).is_some_and(|byte| b"\"'".contains(byte));
    let at = if !quoted_name && value_at > end + 1 { value_at - 1 } else { value_at };
    let quote_at =
        if text.get(at).is_some_and(|byte| b"\"'".contains(byte)) { at } else { value_at };
    let value = if quoted_name { None } else { enclosed(text, quote_at) };
    let meaning = if meaning == Meaning::Code { Meaning::Is(Kind::Secret) } else { meaning };
    if let Some(value) = value.or_else(|| bare(text, value_at, meaning, Written::Bare, end)) {
        lists::take(scene, hits, meaning, value);
    }
}

/// `ann:secret` as one value; says whether it is one.
fn user_and_password(text: &[u8], at: usize, hits: &mut Hits) -> bool {
    let end = run(text, at, |byte| !byte.is_ascii_whitespace() && !b"\"'".contains(&byte));
    let Some(colon) = memchr::memchr(b':', piece(text, at, end)).map(|n| at + n) else {
        return false;
    };
    let user = piece(text, at, colon);
    if !is_system_user(user) && !is_nothing(user) {
        hits.push(Kind::User, at, colon);
    }
    if !is_nothing(piece(text, colon + 1, end)) {
        hits.push(Kind::Secret, colon + 1, end);
    }
    true
}

/// Options of one letter, by the command they belong to: an account with a password or alone, a
/// password glued to its letter, or behind it.
const SHORT: &[(&[u8], Takes, &str)] = &[
    (
        b"uU",
        Takes::Account,
        "curl wget http https mysql mysqldump psql docker sqlcmd mongo mongosh smbclient sudo ldapsearch podman mysqladmin svn htpasswd helm",
    ),
    (b"p", Takes::Glued, "mysql mysqldump mysqladmin mariadb mysqlimport 7z unzip"),
    (b"p", Takes::Password, "sshpass login mongo mongosh mongodump az ldap influx"),
    (b"P", Takes::Password, "sqlcmd bcp unzip isql ipmitool zip"),
    (b"a", Takes::Password, "redis-cli"),
    (b"w", Takes::Password, "ldapsearch ldapmodify ldapadd"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Account,
    Password,
    Glued,
}

fn short_option(text: &[u8], at: usize, hits: &mut Hits) {
    let Some(letter) = text.get(at) else { return };
    let is_separate = text.get(at + 1) == Some(&b' ');
    let fits = |(letters, takes, commands): &&(&[u8], Takes, &str)| {
        let glued = *takes == Takes::Glued;
        letters.contains(letter)
            && glued != is_separate
            && commands.split(' ').any(|name| follows_command(text, at, name.as_bytes()))
    };
    let Some((_, takes, _)) = SHORT.iter().find(fits) else { return };
    let start = run(text, at + 1, |byte| byte == b' ');
    let found = enclosed(text, start).map(|value| (value.start, value.end));
    let (start, end) = found.unwrap_or_else(|| {
        (start, run(text, start, |byte| !byte.is_ascii_whitespace() && byte != b'"'))
    });
    let value = piece(text, start, end);
    if *takes != Takes::Account {
        if !is_nothing(value) {
            hits.push(Kind::Secret, start, end);
        }
    } else if !user_and_password(text, start, hits) {
        let is_name = value.iter().all(|&byte| is_word(byte) || b".-@\\".contains(&byte));
        if is_name && !is_system_user(value) && !is_nothing(value) {
            hits.push(Kind::User, start, end);
        }
    }
}

/// Whether the name of a command stands before, in the same command line.
fn follows_command(text: &[u8], at: usize, name: &[u8]) -> bool {
    let from = run_back(text, at, |byte| !b"\n;|&".contains(&byte)).max(at.saturating_sub(200));
    let head = piece(text, from, at);
    memchr::memmem::find_iter(head, name).any(|place| {
        !before(head, place).is_some_and(is_word)
            && !head.get(place + name.len()).is_some_and(|&byte| is_word(byte))
    })
}
