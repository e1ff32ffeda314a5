//! What people subscribe to: news as RSS, dates as a calendar.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::{Answers, Failure};
use crate::accounts::{by_table, decode};
use crate::store::{Item, Of, Order, Query, Sort};

/// What is news: instructions, and how people call them.
const NEWS: [(&str, &str); 12] = [
    ("create_proposal", "A proposal was made"),
    ("finalize_proposal", "A vote ended"),
    ("cancel_proposal", "A proposal was withdrawn"),
    ("block_proposal", "The guardian blocked a proposal"),
    ("execute_rule", "A rule was set"),
    ("execute_open_budget", "A budget was opened"),
    ("execute_transfer", "The treasury paid"),
    ("report", "A team reported"),
    ("propose_distribution", "An epoch was proposed"),
    ("challenge_distribution", "An epoch was challenged"),
    ("finalize_distribution", "An epoch is final"),
    ("hand_over", "The founder handed over"),
];
/// How many news a feed has.
const LATEST: u32 = 50;
/// How many accounts of a type a calendar looks at, the newest.
const DATES: u32 = 200;

/// News as RSS.
pub(super) async fn rss(State(answers): State<Answers>) -> Result<Response, Failure> {
    let mut entries = Vec::new();
    for (instruction, title) in NEWS {
        let of = Of::Activity { account: None, instruction: Some(instruction.into()) };
        let page = answers.store.history(&of, Order::Descending, LATEST, None).await?;
        entries
            .extend(page.map(|page| page.items).unwrap_or_default().into_iter().map(|entry| (entry, title)));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.0.moment));
    entries.truncate(usize::try_from(LATEST).unwrap_or_default());
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>\n");
    text += &format!("<title>Platform {}</title>\n", answers.platform.platform);
    text += "<description>What became final</description>\n<link>https://github.com/makerstake/makerstake</link>\n";
    for (entry, title) in entries {
        let field = |name: &str| entry.fields.get(name).cloned().unwrap_or_default();
        let said = field("args").get("title").and_then(Value::as_str).map(|title| format!(": {title}"));
        text += &format!(
            "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate><description>{}</description></item>\n",
            escaped(&format!("{title}{}", said.unwrap_or_default())),
            entry.moment.name(),
            date(field("time").as_i64().unwrap_or_default()).rss(),
            escaped(&format!("Transaction {}", field("signature").as_str().unwrap_or_default())),
        );
    }
    text += "</channel></rss>\n";
    Ok(([(header::CONTENT_TYPE, "application/rss+xml; charset=utf-8")], text).into_response())
}

/// Dates as iCalendar: ends of votes and challenges, reports that are due.
pub(super) async fn calendar(State(answers): State<Answers>) -> Result<Response, Failure> {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//makerstake//node//EN\r\n");
    for (table, sort, field, what) in [
        ("proposals", "number", "voting_from", "Voting begins"),
        ("proposals", "number", "voting_until", "Voting ends"),
        ("epochs", "number", "challenge_until", "Challenges end"),
        ("budgets", "number", "report_due", "A report is due"),
    ] {
        for item in newest(&answers, table, sort).await? {
            text += &dated(&item, field, what).unwrap_or_default();
        }
    }
    text += "END:VCALENDAR\r\n";
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

async fn newest(answers: &Answers, table: &str, sort: &'static str) -> Result<Vec<Item>, Failure> {
    let Some(spec) = by_table(table) else { return Ok(Vec::new()) };
    let query = Query {
        spec,
        filters: vec![],
        closed: Some(false),
        sort: Sort::Column(sort),
        order: Order::Descending,
        limit: DATES,
        cursor: None,
    };
    Ok(answers.store.list(&query).await?.map(|page| page.items).unwrap_or_default())
}

fn dated(item: &Item, field: &str, what: &str) -> Option<String> {
    let known = decode(&item.owner.parse().ok()?, &item.data)?;
    let time: i64 = known
        .account
        .fields
        .get(field)
        .and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()))?;
    if time <= 0 {
        return None;
    }
    let number =
        ["number", "epoch", "id"].iter().find_map(|name| known.account.fields.get(*name)?.as_i64())?;
    let kind = known.account.name.to_lowercase();
    let when = date(time).ics();
    Some(format!(
        "BEGIN:VEVENT\r\nUID:{}-{field}@makerstake\r\nDTSTAMP:{when}\r\nDTSTART:{when}\r\nSUMMARY:{what}: {kind} {number}\r\nEND:VEVENT\r\n",
        item.address
    ))
}

/// Text inside XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // XML has no place for them.
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

struct Date {
    year: i64,
    month: usize,
    day: i64,
    weekday: usize,
    time: (i64, i64, i64),
}

/// Unix seconds as a date: days since 0000-03-01 in eras of 400 years.
fn date(time: i64) -> Date {
    let (days, second) = (time.div_euclid(86_400), time.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    Date {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month: usize::try_from(month).unwrap_or(1),
        day: of_year - (153 * march + 2) / 5 + 1,
        weekday: usize::try_from((days + 4).rem_euclid(7)).unwrap_or_default(),
        time: (second / 3_600, second % 3_600 / 60, second % 60),
    }
}

impl Date {
    fn rss(&self) -> String {
        const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        const MONTHS: [&str; 13] =
            ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (hour, minute, second) = self.time;
        let weekday = DAYS.get(self.weekday).copied().unwrap_or_default();
        let month = MONTHS.get(self.month).copied().unwrap_or_default();
        format!("{weekday}, {:02} {month} {} {hour:02}:{minute:02}:{second:02} GMT", self.day, self.year)
    }

    fn ics(&self) -> String {
        let (hour, minute, second) = self.time;
        format!("{:04}{:02}{:02}T{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates() {
        assert_eq!(date(0).rss(), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(date(951_782_400).ics(), "20000229T000000Z");
        assert_eq!(date(1_796_066_767).rss(), "Mon, 30 Nov 2026 19:26:07 GMT");
        assert_eq!(date(-1).ics(), "19691231T235959Z");
    }

    #[test]
    fn titles_cannot_leave_their_place() {
        assert_eq!(escaped("</title><script>&\"\u{1}"), "&lt;/title&gt;&lt;script&gt;&amp;&quot; ");
    }
}
