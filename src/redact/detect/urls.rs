//! What URLs give away: accounts and passwords before the host, keys in paths, home folders.

use super::super::bytes::{Mix, before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::values::{is_nothing, is_system_user, looks_secret};
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for at in memchr::memmem::find_iter(text, b"://") {
        let from = at + 3;
        let end =
            run(text, from, |byte| !byte.is_ascii_whitespace() && !b"\"<>`\n".contains(&byte));
        let host_at = user_info(text, from, end, hits);
        take_host(text, host_at, hits);
        take_path(text, host_at, end, hits);
    }
    for at in memchr::memchr3_iter(b'/', b'\\', b'~', text) {
        home(text, at, hits);
    }
}

/// `user:password@`; returns where the host begins.
fn user_info(text: &[u8], from: usize, end: usize, hits: &mut Hits) -> usize {
    let host_end = run(text, from, |byte| !b"/?#".contains(&byte)).min(end);
    // A password may hold an at sign or a slash, but then it has a colon before it.
    let at = text.get(from..host_end).and_then(|info| memchr::memrchr(b'@', info));
    let late = || {
        let info = piece(text, from, end);
        let colon = memchr::memchr(b':', info)?;
        let at = memchr::memrchr(b'@', info)?;
        let before_port = info.get(colon + 1..)?.first().is_some_and(u8::is_ascii_digit)
            && memchr::memchr(b'/', info).is_some_and(|slash| {
                info.get(colon + 1..slash).is_some_and(|port| port.iter().all(u8::is_ascii_digit))
            });
        let is_user = memchr::memchr(b'/', info).is_none_or(|slash| slash > colon)
            && memchr::memchr(b'?', info).is_none_or(|query| query > at);
        (!before_port && is_user && at > colon && at < 200).then_some(at)
    };
    let Some(at) = at.or_else(late) else { return from };
    let info_end = from + at;
    let info = piece(text, from, info_end);
    let user_end = from + memchr::memchr(b':', info).unwrap_or(info.len());
    let user = piece(text, from, user_end);
    let is_key = user_end == info_end && user.len() >= 16 && Mix::of(user).digits > 0;
    if !is_nothing(user) && !is_system_user(user) {
        let user_kind = if memchr::memchr(b'@', user).is_some()
            || memchr::memmem::find(user, b"%40").is_some()
        {
            Kind::Email
        } else {
            Kind::User
        };
        hits.push(if is_key { Kind::Secret } else { user_kind }, from, user_end);
    }
    let password = piece(text, user_end + 1, info_end);
    if !is_nothing(password) {
        hits.push(Kind::Secret, user_end + 1, info_end);
    }
    info_end + 1
}

fn take_host(text: &[u8], at: usize, hits: &mut Hits) {
    let mut at = at;
    // Several hosts, as in a set of replicas.
    loop {
        let end = run(text, at, |byte| is_word(byte) || b".-".contains(&byte));
        let host = piece(text, at, end);
        if shape::is_machine_host(host) {
            hits.push(Kind::Host, at, end);
        }
        let port = if text.get(end) == Some(&b':') {
            run(text, end + 1, |byte| byte.is_ascii_digit())
        } else {
            end
        };
        if end == at || text.get(port) != Some(&b',') {
            return;
        }
        at = port + 1;
    }
}

/// Words in a path that a key follows, at once or a few segments later.
const BEFORE_KEYS: &[&[u8]] = &[
    b"services",
    b"webhooks",
    b"webhook",
    b"hooks",
    b"hook",
    b"reset",
    b"invite",
    b"verify",
    b"token",
    b"tokens",
    b"magic",
    b"confirm",
    b"activate",
    b"unsubscribe",
    b"share",
    b"s",
    b"password",
    b"login",
    b"auth",
    b"sso",
    b"incomingwebhook",
    b"incoming",
    b"callback",
    b"bot",
    b"session",
    b"sessions",
    b"download",
    b"signed",
];
/// Words in a path that a number of a person or a thing follows.
const BEFORE_IDS: &[&[u8]] = &[
    b"users",
    b"user",
    b"customers",
    b"customer",
    b"accounts",
    b"account",
    b"orders",
    b"order",
    b"members",
    b"profiles",
    b"profile",
    b"people",
    b"patients",
    b"subscribers",
    b"clients",
    b"devices",
    b"payments",
    b"invoices",
    b"carts",
    b"cart",
    b"transactions",
    b"tenants",
    b"orgs",
    b"employees",
    b"contacts",
    b"players",
    b"people",
    b"merchants",
    b"bookings",
    b"tickets",
    b"id",
];

fn take_path(text: &[u8], from: usize, end: usize, hits: &mut Hits) {
    let path_end = run(text, from, |byte| !b"?#".contains(&byte)).min(end);
    let mut after_key_word = 0;
    let mut at = run(text, from, |byte| byte != b'/').min(path_end);
    while at < path_end {
        let start = at + 1;
        let stop = run(text, start, |byte| !b"/;,)'".contains(&byte)).min(path_end);
        let segment = piece(text, start, stop);
        let mix = Mix::of(segment);
        let short_key = segment.len() >= 9 && mix.letters() > 0 && mix.lower + mix.others == 0
            || segment.len() >= 17 && mix.digits == segment.len();
        if looks_secret(segment)
            && (after_key_word > 0 || segment.len() >= 32 && mix.is_random())
            && !shape::is_uuid(segment)
            || after_key_word > 0 && short_key
        {
            hits.push(Kind::Secret, start, stop);
        }
        if BEFORE_KEYS.contains(&segment) {
            after_key_word = 4;
        }
        after_key_word = usize::saturating_sub(after_key_word, 1);
        at = if stop > start { stop } else { start };
        if text.get(at) != Some(&b'/') && at < path_end {
            break;
        }
    }
}

/// `/home/NAME`, `/Users/NAME`, `C:\Users\NAME`, `~NAME`.
fn home(text: &[u8], at: usize, hits: &mut Hits) {
    const FOLDERS: &[&[u8]] = &[
        b"/home/",
        b"/Users/",
        b"\\Users\\",
        b"\\\\Users\\\\",
        b"/users/",
        b"/var/mail/",
        b"/var/spool/cron/",
        b"/var/spool/mail/",
        b"\\Documents and Settings\\",
        b"/export/home/",
        b"/data/home/",
    ];
    const NOT: &[&[u8]] = &[
        b"Public",
        b"Shared",
        b"public",
        b"shared",
        b"Default",
        b"All",
        b"app",
        b"lost+found",
        b"linuxbrew",
        b"runner",
        b"node",
        b"me",
        b"self",
        b"current",
        b"search",
        b"login",
        b"export",
        b"count",
        b"list",
        b"new",
    ];
    if text.get(at) == Some(&b'~') {
        let end = run(text, at + 1, |byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
        let name = piece(text, at + 1, end);
        if before(text, at).is_some_and(|byte| b"/ \"'".contains(&byte))
            && text.get(end) == Some(&b'/')
            && name.len() >= 3
            && !is_system_user(name)
            && !is_nothing(name)
        {
            hits.push(Kind::User, at + 1, end);
        }
        return;
    }
    let rest = text.get(at..).unwrap_or_default();
    let second = rest.get(1).copied().unwrap_or(0);
    if !b"hUu\\vDed".contains(&second) {
        return;
    }
    let Some(folder) = FOLDERS.iter().find(|folder| rest.starts_with(folder)) else { return };
    let start = at + folder.len();
    let end = run(text, start, |byte| is_word(byte) || b".-+@".contains(&byte));
    let end = run_back(text, end, |byte| byte == b'.').max(start);
    let name = piece(text, start, end);
    let is_route =
        *folder == b"/users/" && !(Mix::of(name).digits > 0 && Mix::of(name).letters() > 0);
    if end > start
        && !NOT.contains(&name)
        && !is_system_user(name)
        && !is_nothing(name)
        && !shape::is_uuid(name)
        && !is_route
    {
        let kind = if Mix::of(name).letters() == 0 { Kind::Id } else { Kind::User };
        hits.push(kind, start, end);
    }
}

/// Numbers in paths, with or without a host before them.
pub(super) fn ids_in_paths(text: &[u8], start: usize, end: usize, hits: &mut Hits) {
    if before(text, start) != Some(b'/') || end - start < 4 {
        return;
    }
    let word = run_back(text, start - 1, |byte| byte.is_ascii_alphabetic());
    if before(text, word) == Some(b'/')
        && BEFORE_IDS.contains(&piece(text, word, start - 1))
        && text.get(end).is_none_or(|&byte| b"/ ?\"#'&,;)".contains(&byte) || byte == b'\n')
    {
        hits.push(Kind::Id, start, end);
    }
}
