//! Names of months and weekdays, in English and in other languages.
//!
//! # Source
//! CLDR 45, Gregorian calendar, wide and abbreviated, as used in dates: Chinese, Czech, Danish, Dutch,
//! French, German, Italian, Norwegian, Polish, Portuguese, Russian, Spanish, Swedish, Turkish and
//! Ukrainian; and what `strftime` makes of them. A word that means two months (Polish and Croatian
//! "listopad") means what it does in the language listed first here; none means a month for which
//! English has the same word with another meaning.

use std::sync::LazyLock;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::scan::{is_at, is_digit_at, skip_spaces};

/// The longest name in bytes.
const MAX_LEN: usize = 20;

/// By month: the names that differ from English.
const MONTHS: [&str; 12] = [
    "ene enero gen gennaio jän jänner led ledna oca ocak sty styczeń stycznia січ січня янв января 一月",
    "fev fevereiro fév févr février lut lutego luty úno února şub Şub şubat Şubat лют лютого фев февр февраля 二月",
    "bře března maart março mrt mrz mär märz бер березня мар март марта 三月",
    "abr abril avr avril dub dubna kwi kwiecień kwietnia nis nisan апр апреля кві квітня 四月",
    "kvě května mag maggio mai maio maj maja mayıs mei май мая тра травня 五月",
    "cze czerwca czerwiec giu giugno haz haziran juin června Června čvn Čvn июн июнь июня чер червня 六月",
    "juil juillet lip lipca lipiec lug luglio tem temmuz července Července čvc Čvc июл июль июля лип липня 七月",
    "ago agosto aout aoû août ağu ağustos sie sierpień sierpnia srp srpna авг августа сер серпня 八月",
    "eyl eylül septiembre set setembro setiembre settembre wrz wrzesień września zář září вер вересня сен сент сентября 九月",
    "eki ekim okt oktober ott ottobre out outubro paź październik października říj Říj října Října жов жовтня окт октября 十月",
    "kas kasım lis listopad listopada listopadu лис листопада ноя нояб ноября 十一月",
    "ara aralık des desember dez dezember dezembro dic dicembre diciembre déc décembre gru grudnia grudzień pro prosince гру грудня дек декабря 十二月",
];

/// Weekdays.
const WEEKDAYS: &str = "czw di dienstag dim dimanche do dom donnerstag fr fre freitag gio jeu jeudi jue lun lundi lör ma mar mardi mer mercredi mi mie mittwoch mié mo montag mån nie niedz ons pią pn pon pt qua qui sa sab sam samedi samstag seg sex so sob sonntag sáb sön ter tis tors ven vendredi vie vr wo wt wto za zo Śr Śro śr śro вс вт пн пт сб ср чт";

/// The months by name, in lower case: most words looked up are not there.
static MONTH_OF: LazyLock<HashMap<Vec<u8>, i64, FixedState>> = LazyLock::new(|| {
    let mut month_of = HashMap::default();
    for (month, names) in (1..).zip(&MONTHS) {
        for name in names.split(' ') {
            month_of.entry(name.as_bytes().to_vec()).or_insert(month);
        }
    }
    month_of
});

/// The same for weekdays.
static IS_WEEKDAY: LazyLock<HashSet<Vec<u8>, FixedState>> =
    LazyLock::new(|| WEEKDAYS.split(' ').map(|name| name.as_bytes().to_vec()).collect());

/// The month, 1 to 12, whose name or abbreviation is at `at`, and its length; an abbreviation may end
/// with a full stop.
pub(super) fn month_name(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let rest = text.get(at..)?;
    let &[a, b, c] = rest.first_chunk::<3>()?;
    let month = match [a | 32, b | 32, c | 32] {
        [b'j', b'a', b'n'] => 1,
        [b'f', b'e', b'b'] => 2,
        [b'm', b'a', b'r'] => 3,
        [b'a', b'p', b'r'] => 4,
        [b'm', b'a', b'y'] => 5,
        [b'j', b'u', b'n'] => 6,
        [b'j', b'u', b'l'] => 7,
        [b'a', b'u', b'g'] => 8,
        [b's', b'e', b'p'] => 9,
        [b'o', b'c', b't'] => 10,
        [b'n', b'o', b'v'] => 11,
        [b'd', b'e', b'c'] => 12,
        _ => return foreign_month(rest),
    };
    let n_letters = rest.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    // "September" is the longest; a longer word only begins like an English month.
    if n_letters > 9 || rest.get(n_letters).is_some_and(|byte| !byte.is_ascii()) {
        return foreign_month(rest);
    }
    Some((month, n_letters + usize::from(is_at(rest, n_letters, b'.'))))
}

/// Length of a weekday's name including the comma and spaces after it, or 0.
pub(super) fn weekday_len(text: &[u8]) -> usize {
    const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
    let Some(&[a, b, c]) = text.first_chunk::<3>() else { return 0 };
    if a.is_ascii_digit() {
        return 0;
    }
    if !DAYS.contains(&&[a | 32, b | 32, c | 32]) {
        return foreign_weekday_len(text);
    }
    let n_letters = text.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let has_sign = matches!(text.get(n_letters), Some(b',' | b'.'));
    let end = skip_spaces(text, n_letters + usize::from(has_sign));
    if end == n_letters || n_letters > 9 { 0 } else { end }
}

/// The month, 1 to 12, at the start of the text, and its length including the full stop of an
/// abbreviation.
///
/// A number follows every month: the day, the year or the clock.
fn foreign_month(text: &[u8]) -> Option<(i64, usize)> {
    let (word, end) = word_before_digit(text, b" -/,")?;
    let mut lower = [0; MAX_LEN];
    Some((*MONTH_OF.get(lowered(word, &mut lower)?)?, end))
}

/// Length of a weekday including the separator before the day's number, or 0.
fn foreign_weekday_len(text: &[u8]) -> usize {
    let Some((word, end)) = word_before_digit(text, b" ,") else { return 0 };
    let mut lower = [0; MAX_LEN];
    if !lowered(word, &mut lower).is_some_and(|word| IS_WEEKDAY.contains(word)) {
        return 0;
    }
    skip_spaces(text, end + usize::from(is_at(text, end, b',')))
}

/// The word at the start, and where it ends with its full stop, if a number comes next.
///
/// That rarely happens where there is no date, which saves looking into the tables.
fn word_before_digit<'t>(text: &'t [u8], separators: &[u8]) -> Option<(&'t [u8], usize)> {
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let n = text.iter().take(MAX_LEN + 1).take_while(is_letter).count();
    let word = text.get(..n).filter(|word| (2..=MAX_LEN).contains(&word.len()))?;
    let end = n + usize::from(is_at(text, n, b'.'));
    if !separators.contains(text.get(end)?) {
        return None;
    }
    let next = skip_spaces(text, end + 1);
    is_digit_at(text, next).then_some((word, end))
}

/// A word in lower case: ASCII, Western European accented letters and Cyrillic.
fn lowered<'b>(word: &[u8], buffer: &'b mut [u8; MAX_LEN]) -> Option<&'b [u8]> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let mut at = 0;
    while let Some(letter) = lower.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<2>) {
        *letter = match *letter {
            [0xC3, low @ 0x80..=0x9E] => [0xC3, low + 0x20],
            [0xD0, low @ 0x90..=0x9F] => [0xD0, low + 0x20],
            [0xD0, low @ 0xA0..=0xAF] => [0xD1, low - 0x20],
            // Those with which Ukrainian begins a month or a weekday.
            [0xD0, low @ 0x84..=0x86] => [0xD1, low + 0x10],
            other => other,
        };
        // Whatever is longer than two bytes has no small form here.
        at += if letter.first().is_some_and(u8::is_ascii) { 1 } else { 2 };
    }
    Some(lower)
}
