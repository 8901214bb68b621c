//! The ways in which logs write times: a closed list.

/// How a time is written. Whatever a shape leaves open (separators, fraction, zone) varies within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TimeShape {
    /// `2023-01-02T03:04:05.678Z`, `2023/01/02 03:04:05`, `2005-06-03-15.42.50.675872`,
    /// `2023_01_02 at 03:04:05`, `2023-002 03:04:05`.
    Iso = 0,
    /// `20230102T030405Z`, `20230102-03:04:05:678`, `20230102 030405`.
    Basic = 1,
    /// `10/Oct/2000:13:55:36 -0700`.
    Clf = 2,
    /// `Sun, 04 Dec 2005 04:47:44 GMT`, `04-Dec-2005 04:47:44,123`, `04-DEC-05 04.47.44`,
    /// `2005 Dec 04 04:47:44`.
    DayMonthName = 3,
    /// `Sun Dec  4 04:47:44.123 2005`, `Dec 4, 2005 4:47:44 PM`, `Dec 4 2005 04:47:44`.
    MonthNameYear = 4,
    /// `Dec  4 04:47:44`, `04 Dec 04:47:44`, `04-Dec 04:47`, without a year.
    MonthName = 5,
    /// `17/06/09 20:10:40`, `20-1-9 1:02:03`: two digits of the year first.
    ShortYear = 6,
    /// `081109 203615`, `081109 20:36:15`.
    ShortBasic = 7,
    /// `03-17 16:13:38.811`, `10.30 16:49:06`, without a year.
    MonthDay = 8,
    /// `0102 03:04:05.678901`, `0102/030405.678`, without a year.
    MonthDayBasic = 9,
    /// `12/04/2005 04:47:44 AM`, `12/4/05 4:47:44`: month first.
    MonthFirst = 10,
    /// `04.12.2005 04:47:44`, `04/12/2005 04:47:44`: day first.
    DayFirst = 11,
    /// `1700000000`, `1700000000.123`, `1700000000123`: seconds, millis, micros or nanos.
    Epoch = 12,
    /// `04:47:44.123`, without a date.
    Clock = 13,
    /// `04:47:44 2005-12-04`, `[04:47:44] [4 Dec 2005]`.
    ClockFirst = 14,
}

impl TimeShape {
    /// Every shape; when two read the same text, the earlier one is meant.
    pub const ALL: [Self; 15] = [
        Self::Iso,
        Self::Basic,
        Self::Clf,
        Self::DayMonthName,
        Self::MonthNameYear,
        Self::MonthName,
        Self::ShortYear,
        Self::ShortBasic,
        Self::MonthDay,
        Self::MonthDayBasic,
        Self::MonthFirst,
        Self::DayFirst,
        Self::Epoch,
        Self::Clock,
        Self::ClockFirst,
    ];

    /// The shapes that are unambiguous at the head of a line; day and month in either order are not.
    pub const HEAD: [Self; 6] = [
        Self::Iso,
        Self::Basic,
        Self::DayMonthName,
        Self::MonthNameYear,
        Self::MonthName,
        Self::ShortYear,
    ];

    /// The word for the shape in a format's pattern.
    pub fn word(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::Basic => "basic",
            Self::Clf => "clf",
            Self::DayMonthName => "day_month_name",
            Self::MonthNameYear => "month_name_year",
            Self::MonthName => "month_name",
            Self::ShortYear => "short_year",
            Self::ShortBasic => "short_basic",
            Self::MonthDay => "month_day",
            Self::MonthDayBasic => "month_day_basic",
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
            Self::Epoch => "epoch",
            Self::Clock => "clock",
            Self::ClockFirst => "clock_first",
        }
    }

    /// The shape named by a word in a pattern.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }

    /// How much a time of this shape says: a source that writes two times is dated by the fuller one.
    pub fn completeness(self) -> u8 {
        match self {
            Self::Iso
            | Self::Basic
            | Self::Clf
            | Self::DayMonthName
            | Self::MonthNameYear
            | Self::Epoch
            | Self::ClockFirst => 3,
            Self::ShortYear | Self::ShortBasic | Self::DayFirst | Self::MonthFirst => 2,
            Self::MonthName | Self::MonthDay | Self::MonthDayBasic => 1,
            Self::Clock => 0,
        }
    }
}
