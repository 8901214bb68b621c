//! Names of months and weekdays in other languages than English.
//!
//! # Source
//! CLDR 45, Gregorian calendar, wide and abbreviated, as they stand in dates: Czech, Danish, Dutch,
//! French, German, Italian, Norwegian, Polish, Portuguese, Russian, Spanish, Swedish, Turkish and
//! Ukrainian; and what `strftime` makes of them. A word that means two months (Polish and Croatian
//! "listopad") means what it does in the language that comes first here; none means one that
//! English has for another.

use std::sync::LazyLock;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::scan::{is_at, is_digit_at, skip_spaces};

/// The longest name in bytes.
const MAX_LEN: usize = 20;

/// By month: the names that do not read as the English one.
const MONTHS: [&str; 12] = [
    "ene enero gen gennaio jän jänner led ledna oca ocak sty styczeń stycznia січ Січ січня Січня янв Янв января Января",
    "fev fevereiro fév févr février lut lutego luty úno Úno února Února şub Şub şubat Şubat лют Лют лютого Лютого фев Фев февр Февр февраля Февраля",
    "bře března maart março mrt mrz mär märz бер Бер березня Березня мар Мар март Март марта Марта",
    "abr abril avr avril dub dubna kwi kwiecień kwietnia nis nisan апр Апр апреля Апреля кві Кві квітня Квітня",
    "kvě května mag maggio mai maio maj maja mayıs mei май Май мая Мая тра Тра травня Травня",
    "cze czerwca czerwiec giu giugno haz haziran juin června Června čvn Čvn июн Июн июнь Июнь июня Июня чер Чер червня Червня",
    "juil juillet lip lipca lipiec lug luglio tem temmuz července Července čvc Čvc июл Июл июль Июль июля Июля лип Лип липня Липня",
    "ago agosto aout aoû août ağu ağustos sie sierpień sierpnia srp srpna авг Авг августа Августа сер Сер серпня Серпня",
    "eyl eylül septiembre set setembro setiembre settembre wrz wrzesień września zář září вер Вер вересня Вересня сен Сен сент Сент сентября Сентября",
    "eki ekim okt oktober ott ottobre out outubro paź październik października říj Říj října Října жов Жов жовтня Жовтня окт Окт октября Октября",
    "kas kasım lis listopad listopada listopadu лис Лис листопада Листопада ноя Ноя нояб Нояб ноября Ноября",
    "ara aralık des desember dez dezember dezembro dic dicembre diciembre déc décembre gru grudnia grudzień pro prosince гру Гру грудня Грудня дек Дек декабря Декабря",
];

/// Weekdays.
const WEEKDAYS: &str = "czw di dienstag dim dimanche do dom donnerstag fr fre freitag gio jeu jeudi jue lun lundi lör ma mar mardi mer mercredi mi mie mittwoch mié mo montag mån nie niedz ons pią pn pon pt qua qui sa sab sam samedi samstag seg sex so sob sonntag sáb sön ter tis tors ven vendredi vie vr wo wt wto za zo Śr Śro śr śro Вс Вт Пн Пт Сб Ср Чт вс вт пн пт сб ср чт";

/// The months by name, in small letters as far as they are ASCII: most words that are asked for are none.
static MONTH_OF: LazyLock<HashMap<Vec<u8>, i64, FixedState>> = LazyLock::new(|| {
    let mut month_of = HashMap::default();
    for (month, names) in (1..).zip(&MONTHS) {
        for name in names.split(' ') {
            month_of.entry(name.to_ascii_lowercase().into_bytes()).or_insert(month);
        }
    }
    month_of
});

/// The same of the weekdays.
static IS_WEEKDAY: LazyLock<HashSet<Vec<u8>, FixedState>> = LazyLock::new(|| {
    WEEKDAYS.split(' ').map(|name| name.to_ascii_lowercase().into_bytes()).collect()
});

/// The month, 1 to 12, that begins the text, and its length with the full stop of an abbreviation.
///
/// A number follows every month, be it the day, the year or the clock.
pub(super) fn month(text: &[u8]) -> Option<(i64, usize)> {
    let (word, end) = word_before_digit(text, b" -/,")?;
    let mut lower = [0; MAX_LEN];
    Some((*MONTH_OF.get(lowered(word, &mut lower)?)?, end))
}

/// Length of a weekday with what parts it from the day's number, or 0.
pub(super) fn weekday_len(text: &[u8]) -> usize {
    let Some((word, end)) = word_before_digit(text, b" ,") else { return 0 };
    let mut lower = [0; MAX_LEN];
    if !lowered(word, &mut lower).is_some_and(|word| IS_WEEKDAY.contains(word)) {
        return 0;
    }
    skip_spaces(text, end + usize::from(is_at(text, end, b',')))
}

/// The word at the start, and where it ends with its full stop, if a number comes next.
///
/// That is seldom so where no date is, and the tables need not be looked at.
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

/// A word in small letters, as far as they are ASCII.
fn lowered<'b>(word: &[u8], buffer: &'b mut [u8; MAX_LEN]) -> Option<&'b [u8]> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    Some(lower)
}
