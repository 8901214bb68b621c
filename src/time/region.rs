//! Zones by place name, with their daylight saving time.
//!
//! The rules are those in force today: the European Union's since 1996, North America's since 2007,
//! southern Australia's and New Zealand's since 2008. Logs older than a place's rule are rare and not
//! worth the database's size. A time of a place that is not in the table is read as one without a
//! zone.

use super::civil::{DAY_SECS, civil_from_days, days_from_civil, days_in_month};

/// When clocks are an hour ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Summer {
    Never,
    /// The last Sundays of March and October, at 01:00 UTC everywhere.
    Europe,
    /// The second Sunday of March to the first of November.
    America,
    /// The first Sunday of October to the first of April.
    Australia,
    /// The last Sunday of September to the first of April.
    NewZealand,
}

/// What a wall clock showed: seconds east of UTC, and whether that time is ambiguous or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offset {
    pub(super) secs: i64,
    pub(super) is_sure: bool,
}

impl Summer {
    /// The offset at `local_secs` of a wall clock that is `standard_secs` east in winter.
    ///
    /// An hour that clocks skip is read as if they had not been put forward yet, and an hour that they
    /// show twice is read as the first one.
    pub(super) fn offset_at(self, local_secs: i64, standard_secs: i64) -> Offset {
        let Some((begin, end)) = self.span(local_secs, standard_secs) else {
            return Offset { secs: standard_secs, is_sure: true };
        };
        let is_skipped = (begin..begin + HOUR).contains(&local_secs);
        let is_twice = (end - HOUR..end).contains(&local_secs);
        let is_summer = if begin < end {
            (begin..end).contains(&local_secs)
        } else {
            local_secs >= begin || local_secs < end
        };
        let n_ahead = if is_summer && !is_skipped { HOUR } else { 0 };
        Offset { secs: standard_secs + n_ahead, is_sure: !is_skipped && !is_twice }
    }

    /// When summer time begins and ends in the year of `local_secs`, by the wall clock.
    fn span(self, local_secs: i64, standard_secs: i64) -> Option<(i64, i64)> {
        let (year, _, _) = civil_from_days(local_secs.div_euclid(DAY_SECS));
        let (begin, end) = match self {
            Self::Never => return None,
            Self::Europe => {
                let utc = HOUR + standard_secs;
                (last_sunday(year, 3) + utc, last_sunday(year, 10) + utc + HOUR)
            }
            Self::America => (sunday(year, 3, 2) + 2 * HOUR, sunday(year, 11, 1) + 2 * HOUR),
            Self::Australia => (sunday(year, 10, 1) + 2 * HOUR, sunday(year, 4, 1) + 3 * HOUR),
            Self::NewZealand => (last_sunday(year, 9) + 2 * HOUR, sunday(year, 4, 1) + 3 * HOUR),
        };
        Some((begin, end))
    }
}

const HOUR: i64 = 3600;

/// Midnight of the `nth` Sunday of a month.
fn sunday(year: i64, month: i64, nth: i64) -> i64 {
    let first = days_from_civil(year, month, 1);
    // 1970-01-01 was a Thursday.
    let n_to_sunday = (3 - first).rem_euclid(7);
    (first + n_to_sunday + 7 * (nth - 1)) * DAY_SECS
}

fn last_sunday(year: i64, month: i64) -> i64 {
    let n_weeks = if sunday(year, month, 5) < month_end(year, month) { 5 } else { 4 };
    sunday(year, month, n_weeks)
}

fn month_end(year: i64, month: i64) -> i64 {
    (days_from_civil(year, month, 1) + days_in_month(year, month)) * DAY_SECS
}

/// The winter offset, in minutes, and the summer time rule of the place with this name.
///
/// # Source
/// The IANA time zone database, 2024a, current rules.
pub(super) fn region(name: &[u8]) -> Option<(i64, Summer)> {
    let (area, place) = name.split_at_checked(memchr::memchr(b'/', name)?)?;
    let place = place.get(1..)?;
    REGIONS.iter().find_map(|&(known, minutes, summer, places)| {
        let is_it =
            known.as_bytes() == area && places.split(' ').any(|known| known.as_bytes() == place);
        is_it.then_some((minutes, summer))
    })
}

/// Area, minutes east of UTC in winter, summer time, places.
const REGIONS: [(&str, i64, Summer, &str); 50] = [
    ("Etc", 0, Summer::Never, "UTC GMT UCT Zulu Universal Greenwich"),
    ("Europe", 0, Summer::Europe, "London Dublin Lisbon Jersey Guernsey Isle_of_Man Belfast"),
    (
        "Europe",
        60,
        Summer::Europe,
        "Berlin Paris Madrid Rome Vienna Zurich Amsterdam Brussels Copenhagen Oslo Stockholm Prague Budapest Warsaw Belgrade Zagreb Ljubljana Bratislava Luxembourg Monaco Malta Andorra Vaduz San_Marino Vatican Sarajevo Skopje Podgorica Tirane Gibraltar Busingen",
    ),
    (
        "Europe",
        120,
        Summer::Europe,
        "Athens Helsinki Kiev Kyiv Bucharest Sofia Riga Tallinn Vilnius Mariehamn Nicosia",
    ),
    ("Europe", 120, Summer::Never, "Kaliningrad"),
    ("Europe", 180, Summer::Never, "Moscow Minsk Simferopol Istanbul Kirov"),
    ("Europe", 240, Summer::Never, "Samara"),
    ("Atlantic", 0, Summer::Never, "Reykjavik St_Helena"),
    ("Atlantic", 0, Summer::Europe, "Canary Madeira Faroe Faeroe"),
    ("Atlantic", -60, Summer::Europe, "Azores"),
    ("Atlantic", -240, Summer::America, "Bermuda"),
    ("America", -210, Summer::America, "St_Johns"),
    ("America", -240, Summer::America, "Halifax Moncton Glace_Bay Goose_Bay Thule"),
    (
        "America",
        -240,
        Summer::Never,
        "Puerto_Rico Santo_Domingo La_Paz Manaus Guyana Martinique Port_of_Spain",
    ),
    (
        "America",
        -300,
        Summer::America,
        "New_York Toronto Montreal Detroit Nassau Indianapolis Louisville Thunder_Bay Iqaluit Indiana/Indianapolis Kentucky/Louisville",
    ),
    ("America", -300, Summer::Never, "Panama Jamaica Bogota Lima Guayaquil Cayman Atikokan"),
    ("America", -360, Summer::America, "Chicago Winnipeg Menominee Matamoros Rainy_River"),
    (
        "America",
        -360,
        Summer::Never,
        "Regina Costa_Rica Guatemala El_Salvador Tegucigalpa Managua Belize",
    ),
    ("America", -420, Summer::America, "Denver Edmonton Boise Yellowknife"),
    ("America", -420, Summer::Never, "Phoenix Hermosillo"),
    ("America", -480, Summer::America, "Los_Angeles Vancouver Tijuana"),
    ("America", -540, Summer::America, "Anchorage Juneau Sitka Nome"),
    (
        "America",
        -180,
        Summer::Never,
        "Argentina/Buenos_Aires Buenos_Aires Fortaleza Recife Belem Paramaribo",
    ),
    ("US", -300, Summer::America, "Eastern Michigan East-Indiana"),
    ("US", -360, Summer::America, "Central"),
    ("US", -420, Summer::America, "Mountain"),
    ("US", -420, Summer::Never, "Arizona"),
    ("US", -480, Summer::America, "Pacific"),
    ("US", -540, Summer::America, "Alaska"),
    ("US", -600, Summer::Never, "Hawaii"),
    ("Africa", 0, Summer::Never, "Abidjan Accra Dakar Bamako Monrovia"),
    ("Africa", 60, Summer::Never, "Lagos Algiers Tunis Luanda Kinshasa Douala"),
    ("Africa", 120, Summer::Never, "Johannesburg Maputo Harare Lusaka"),
    ("Africa", 180, Summer::Never, "Nairobi Addis_Ababa Kampala Dar_es_Salaam"),
    ("Asia", 180, Summer::Never, "Riyadh Kuwait Baghdad Qatar Bahrain Aden"),
    ("Asia", 240, Summer::Never, "Dubai Muscat Tbilisi Yerevan"),
    ("Asia", 300, Summer::Never, "Karachi Tashkent Samarkand Dushanbe Yekaterinburg"),
    ("Asia", 330, Summer::Never, "Kolkata Calcutta Colombo"),
    ("Asia", 345, Summer::Never, "Kathmandu Katmandu"),
    ("Asia", 420, Summer::Never, "Bangkok Ho_Chi_Minh Saigon Jakarta Phnom_Penh Vientiane"),
    (
        "Asia",
        480,
        Summer::Never,
        "Shanghai Hong_Kong Singapore Taipei Manila Kuala_Lumpur Macau Chongqing Makassar",
    ),
    ("Asia", 540, Summer::Never, "Tokyo Seoul Jayapura"),
    ("Australia", 600, Summer::Australia, "Sydney Melbourne Hobart Canberra"),
    ("Australia", 600, Summer::Never, "Brisbane Lindeman"),
    ("Australia", 570, Summer::Australia, "Adelaide Broken_Hill"),
    ("Australia", 570, Summer::Never, "Darwin"),
    ("Australia", 480, Summer::Never, "Perth"),
    ("Pacific", 720, Summer::NewZealand, "Auckland"),
    ("Pacific", 600, Summer::Never, "Guam Port_Moresby"),
    ("Pacific", -600, Summer::Never, "Honolulu"),
];
