//! Days to dates, and back.

use super::{date_from_days, days_from_date, is_date};

#[test]
fn every_day_of_the_calendar() {
    let mut date = (1, 1, 1);
    let first = days_from_date(1, 1, 1);
    for day in first..first + 3_652_059 {
        assert_eq!(date_from_days(day), date);
        assert_eq!(days_from_date(date.0, date.1, date.2), day);
        date = match date {
            (y, m, d) if is_date(y, m, d + 1) => (y, m, d + 1),
            (y, 12, _) => (y + 1, 1, 1),
            (y, m, _) => (y, m + 1, 1),
        };
    }
    assert_eq!(date, (10_000, 1, 1));
}
