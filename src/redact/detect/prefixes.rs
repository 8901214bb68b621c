//! Keys that say what they are: by a public prefix, or by a shape that nothing else has.

use std::sync::LazyLock;

use super::super::bytes::{Mix, before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::tokens::DIGIT;
use super::Scene;

/// Prefixes of keys with the least number of characters that follow.
const PREFIXES: &[(&str, usize)] = &[
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("glrt-", 16),
    ("gldt-", 16),
    ("glcbt-", 16),
    ("glptt-", 16),
    ("glft-", 16),
    ("glsoat-", 16),
    ("glagent-", 16),
    ("glimt-", 16),
    ("gloas-", 16),
    ("GR1348941", 16),
    ("xoxb-", 16),
    ("xoxp-", 16),
    ("xoxa-", 16),
    ("xoxr-", 16),
    ("xoxs-", 16),
    ("xoxe-", 16),
    ("xoxe.", 16),
    ("xoxc-", 16),
    ("xoxd-", 16),
    ("xapp-", 16),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("rk_test_", 10),
    ("pk_live_", 10),
    ("pk_test_", 10),
    ("whsec_", 16),
    ("sk-proj-", 16),
    ("sk-ant-", 16),
    ("sk-svcacct-", 16),
    ("sk-admin-", 16),
    ("sk-or-", 16),
    ("sk-lf-", 16),
    ("sk-", 20),
    ("pk-lf-", 16),
    ("hf_", 20),
    ("api_org_", 20),
    ("gsk_", 20),
    ("r8_", 20),
    ("xai-", 20),
    ("pplx-", 20),
    ("fw_", 20),
    ("co_", 30),
    ("AIza", 30),
    ("GOCSPX-", 16),
    ("ya29.", 16),
    ("1//0", 20),
    ("SG.", 30),
    ("key-", 30),
    ("pubkey-", 30),
    ("SK", 32),
    ("AC", 32),
    ("AKIA", 16),
    ("ASIA", 16),
    ("ABIA", 16),
    ("ACCA", 16),
    ("AROA", 16),
    ("AIDA", 16),
    ("AGPA", 16),
    ("ABSK", 30),
    ("dop_v1_", 20),
    ("doo_v1_", 20),
    ("dor_v1_", 20),
    ("HRKU-", 16),
    ("nfp_", 16),
    ("nfc_", 16),
    ("nfo_", 16),
    ("nfu_", 16),
    ("npm_", 20),
    ("pypi-", 16),
    ("rubygems_", 16),
    ("oy2", 43),
    ("dckr_pat_", 16),
    ("dckr_oat_", 16),
    ("cio", 32),
    ("shpat_", 16),
    ("shpss_", 16),
    ("shpca_", 16),
    ("shppa_", 16),
    ("shptka_", 16),
    ("sq0atp-", 16),
    ("sq0csp-", 16),
    ("sq0idp-", 16),
    ("EAAA", 50),
    ("rzp_live_", 10),
    ("rzp_test_", 10),
    ("access_token$", 16),
    ("sq0", 22),
    ("NRAK-", 16),
    ("NRAL-", 16),
    ("NRIQ-", 16),
    ("NRJS-", 16),
    ("NRII-", 16),
    ("NRRA-", 16),
    ("NRBR-", 16),
    ("glsa_", 16),
    ("glc_", 24),
    ("eyJrIjoi", 24),
    ("hvs.", 16),
    ("hvb.", 16),
    ("hvr.", 16),
    ("s.", 24),
    ("dapi", 32),
    ("dose", 32),
    ("dkea", 32),
    ("ATATT3", 20),
    ("ATCTT3", 20),
    ("ATBB", 24),
    ("lin_api_", 16),
    ("lin_oauth_", 16),
    ("ntn_", 16),
    ("secret_", 30),
    ("figd_", 16),
    ("figo_", 16),
    ("PMAK-", 16),
    ("PMAT-", 16),
    ("squ_", 16),
    ("sqp_", 16),
    ("sqa_", 16),
    ("AKCp", 30),
    ("cmVmdGtu", 30),
    ("sbp_", 16),
    ("sb_secret_", 16),
    ("pat", 60),
    ("pscale_tkn_", 16),
    ("pscale_pw_", 16),
    ("pscale_oauth_", 16),
    ("dp.pt.", 16),
    ("dp.st.", 16),
    ("dp.ct.", 16),
    ("dp.sa.", 16),
    ("pul-", 30),
    ("tfr-", 16),
    ("tskey-", 16),
    ("tk-us-", 16),
    ("phc_", 20),
    ("phx_", 20),
    ("phs_", 20),
    ("dt0c01.", 20),
    ("dt0s01.", 20),
    ("dt0", 30),
    ("sntrys_", 16),
    ("sntryu_", 16),
    ("sntrya_", 16),
    ("bkua_", 16),
    ("bkaj_", 16),
    ("ddp_", 20),
    ("ddapp_", 20),
    ("pat-na1-", 16),
    ("pat-eu1-", 16),
    ("cfut_", 16),
    ("v1.0-", 60),
    ("CFPAT-", 16),
    ("EZAK", 30),
    ("EZTK", 30),
    ("duffel_live_", 16),
    ("duffel_test_", 16),
    ("FLWSECK", 16),
    ("FLWPUBK", 16),
    ("fio-u-", 20),
    ("fo1_", 16),
    ("FlyV1 ", 30),
    ("fm2_", 30),
    ("FMkD", 30),
    ("frp", 32),
    ("gocardless", 16),
    ("live_", 32),
    ("ico-", 24),
    ("p8e-", 24),
    ("re_", 24),
    ("rdme_", 24),
    ("sendinblue", 16),
    ("xkeysib-", 24),
    ("xsmtpsib-", 24),
    ("shippo_live_", 16),
    ("shippo_test_", 16),
    ("sl.", 30),
    ("t0", 60),
    ("AGE-SECRET-KEY-", 16),
    ("AAAA", 60),
    ("ops_", 40),
    ("A3-", 30),
    ("lsv2_pt_", 16),
    ("lsv2_sk_", 16),
    ("pcsk_", 16),
    ("waka_", 20),
    ("tly_", 20),
    ("vercel_", 20),
    ("vcp_", 20),
    ("render_", 24),
    ("rnd_", 24),
    ("railway_", 24),
    ("wandb_", 24),
    ("cursor_", 24),
    ("dd_", 30),
    ("whk_", 20),
    ("tok_live_", 16),
    ("apikey_", 20),
    ("api_key_", 20),
    ("mfa.", 30),
    ("amzn1.", 20),
    ("amzn.mws.", 20),
    ("zpka_", 20),
    ("ory_at_", 20),
    ("ory_st_", 20),
    ("ory_rt_", 20),
    ("ory_pat_", 20),
    ("fca_live_", 16),
    ("Fe26.2*", 30),
    ("gAAAAA", 40),
    ("vault:v1:", 16),
    ("AQ.", 30),
    ("b.AAAAAQ", 30),
];

/// What a key is made of besides letters, digits and underscores.
fn goes_on(byte: u8) -> bool {
    is_word(byte) && byte < 0x80 || b"-.~+/=*".contains(&byte)
}

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for token in scene.tokens {
        let (start, _) = token.range();
        if let Some((start, end)) = key_at(text, start, token.has) {
            hits.push(Kind::Secret, start, end);
        }
    }
}

/// The prefixes by their first bytes.
static BY_FIRST: LazyLock<Vec<Vec<(&str, usize)>>> = LazyLock::new(|| {
    let of = |first: u8| {
        PREFIXES
            .iter()
            .filter(|(prefix, _)| prefix.as_bytes().first() == Some(&first))
            .copied()
            .collect()
    };
    (0..=u8::MAX).map(of).collect()
});

/// Whether what follows a prefix is random; the less a prefix tells, the more so.
fn is_key(prefix: &str, least: usize, value: &[u8]) -> bool {
    let mix = Mix::of(value);
    let tells = prefix.len() > 4 || prefix.ends_with(['_', '-', '.']) && prefix.len() > 2;
    let is_mixed = mix.digits > 0 || mix.upper > 2 && mix.lower > 2;
    if tells {
        return value.len() >= least && is_mixed;
    }
    // Prefixes of two letters: the length must be right too.
    let fits_length = prefix.len() > 2 || value.len() <= least + 2;
    value.len() >= least
        && fits_length
        && mix.digits > 0
        && mix.letters() > 0
        && mix.turns * 8 >= value.len()
}

/// A key that begins at a position.
fn key_at(text: &[u8], start: usize, has: u8) -> Option<(usize, usize)> {
    let rest = text.get(start..)?;
    let first = *rest.first()?;
    if before(text, start).is_some_and(|byte| byte == b'-' || byte == b'.') && first != b'e' {
        return None;
    }
    if let Some(end) = jwt(text, start).or_else(|| password_hash(text, start)) {
        return Some((start, end));
    }
    for (prefix, least) in BY_FIRST.get(usize::from(first))? {
        if !rest.starts_with(prefix.as_bytes()) {
            continue;
        }
        let body = start + prefix.len();
        let end = end_of(text, body);
        if is_key(prefix, *least, piece(text, body, end)) {
            return Some((start, end));
        }
    }
    (has & DIGIT != 0).then(|| by_shape(text, start)).flatten()
}

/// Where a key ends: with its alphabet, without the full stop of a sentence.
fn end_of(text: &[u8], from: usize) -> usize {
    let end = run(text, from, goes_on);
    let end = text
        .get(from..end)
        .and_then(|body| body.iter().position(|&byte| byte == b'/'))
        .map_or(end, |n| {
            if from >= 4 && piece(text, from - 4, from) == b"1//0" { end } else { from + n }
        });
    let value = piece(text, from, end);
    let without_assign = value.iter().position(|&byte| byte == b'=').map_or(value.len(), |n| {
        if value.get(n..).is_some_and(|tail| tail.iter().all(|&byte| byte == b'=')) {
            value.len()
        } else {
            tail_after_equals(value, n)
        }
    });
    let end = from + without_assign;
    run_back(text, end, |byte| b".-~+*".contains(&byte)).max(from)
}

/// Padding is followed by a checksum in some keys: `…=1A2B3C4D`.
fn tail_after_equals(value: &[u8], at: usize) -> usize {
    let tail = value.get(at + 1..).unwrap_or_default();
    if tail.len() == 8 && tail.iter().all(u8::is_ascii_hexdigit) { value.len() } else { at }
}

/// Three parts with dots, the first of which begins as `{"` does in Base64.
fn jwt(text: &[u8], start: usize) -> Option<usize> {
    if !text.get(start..)?.starts_with(b"eyJ") {
        return None;
    }
    let end = run(text, start, |byte| byte.is_ascii_alphanumeric() || b"-_.=".contains(&byte));
    let dots = memchr::memchr_iter(b'.', piece(text, start, end)).count();
    let end = run_back(text, end, |byte| byte == b'.').max(start);
    (dots >= 1 && end - start >= 30).then_some(end)
}

/// `$2b$12$…`, `$6$…`, `$argon2id$…`, with the dollar before the token.
fn password_hash(text: &[u8], start: usize) -> Option<usize> {
    if before(text, start) != Some(b'$') {
        return None;
    }
    let end = run(text, start, |byte| byte.is_ascii_alphanumeric() || b"$./=,+-_".contains(&byte));
    let value = piece(text, start, end);
    let is_known = [
        &b"2a$"[..],
        b"2b$",
        b"2y$",
        b"5$",
        b"6$",
        b"1$",
        b"y$",
        b"argon2",
        b"scrypt",
        b"pbkdf2",
        b"apr1$",
        b"7$",
    ]
    .iter()
    .any(|scheme| value.starts_with(scheme));
    (is_known && value.len() >= 30).then(|| run_back(text, end, |byte| b".,".contains(&byte)))
}

/// Shapes without a prefix.
fn by_shape(text: &[u8], start: usize) -> Option<(usize, usize)> {
    let end = run(text, start, |byte| byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte));
    let end = run_back(text, end, |byte| b".:-".contains(&byte)).max(start);
    let value = piece(text, start, end);
    if value.len() < 30 || value.len() > 400 {
        return None;
    }
    let dotted: Vec<&[u8]> = value.split(|&byte| byte == b'.').collect();
    let mix = Mix::of(value);
    let is_terraform =
        matches!(dotted.as_slice(), [id, b"atlasv1", key] if id.len() == 14 && key.len() >= 60);
    // Three parts: an id in Base64, a time and a signature.
    let is_discord = matches!(dotted.as_slice(), [id, time, key] if (23..=28).contains(&id.len()) && (6..=7).contains(&time.len()) && (27..=45).contains(&key.len()))
        && mix.digits > 2
        && mix.upper > 5
        && mix.lower > 5;
    let is_azure = memchr::memmem::find(value, b"8Q~") == Some(3) && value.len() >= 38;
    let bot = value.iter().position(|&byte| byte == b':');
    let is_telegram = bot.is_some_and(|at| {
        (8..=10).contains(&at)
            && value.get(..at).is_some_and(|id| id.iter().all(u8::is_ascii_digit))
            && value
                .get(at + 1..)
                .is_some_and(|key| key.starts_with(b"AA") && (33..=36).contains(&key.len()))
    });
    let is_mailchimp = memchr::memmem::find(value, b"-us") == Some(32)
        && value.get(..32).is_some_and(|key| key.iter().all(u8::is_ascii_hexdigit))
        && value.len() <= 37;
    (is_terraform || is_discord || is_azure || is_telegram || is_mailchimp).then_some((start, end))
}
