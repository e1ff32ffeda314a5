//! Messages as plain text.

use super::{text_of, Locale, Message, Value};

impl Message {
    /// The message in a language. A key that is missing there is said in English, and one that is missing altogether as it is.
    pub fn text(&self, locale: Locale) -> String {
        let template =
            text_of(&self.key, locale).or_else(|| text_of(&self.key, Locale::En)).unwrap_or(&self.key);
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            match self.values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => text.push_str(&value.text(locale)),
                None => text.push_str(name),
            }
            rest = behind;
        }
        text + rest
    }
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

impl Value {
    /// The value in a language.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Address { address } => address.to_string(),
            Self::Amount { units, decimals, unit: Some(unit) } => {
                format!("{} {unit}", amount(*units, *decimals))
            }
            Self::Amount { units, decimals, unit: None } => amount(*units, *decimals),
            Self::Tokens { units, .. } | Self::Units { units } => {
                Message::new("unit.base").with("n", Self::number(*units)).text(locale)
            }
            Self::Time { at } => date(*at),
            Self::Duration { seconds } => duration(*seconds, locale),
            Self::Number { value } => value.to_string(),
            Self::Bps { value } => format!("{} %", amount(u64::from(*value), 2)),
            Self::Ppm { value } => format!("{} %", amount(u64::from(*value), 4)),
            Self::List { items } => items.iter().map(|item| item.text(locale)).collect::<Vec<_>>().join(", "),
            Self::Hash { hex } | Self::Bytes { hex } => hex.clone(),
            Self::Quote { text } => format!("“{}”", escape(text)),
            Self::Code { text } => escape(text),
            Self::Message(message) => message.text(locale),
        }
    }
}

/// Base units with so many digits behind the point, of which it shows no more than it needs.
pub fn amount(units: u64, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    let digits = format!("{units:0width$}", width = decimals.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
    match part.trim_end_matches('0') {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    }
}

/// A length of time by its days and what is left of them.
fn duration(seconds: u32, locale: Locale) -> String {
    const UNITS: [(u32, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let mut left = seconds;
    let mut parts = Vec::new();
    for (length, unit) in UNITS {
        let count = left / length;
        left %= length;
        if count > 0 || (seconds == 0 && length == 1) {
            let form = if count == 1 { "one" } else { "other" };
            let message = Message::new(format!("unit.{unit}.{form}")).with("n", Value::number(count));
            parts.push(message.text(locale));
        }
    }
    parts.join(" ")
}

/// The two largest units of a length of time that are not zero: `2 d 3 h`.
pub fn span(seconds: u64) -> String {
    let units = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let from = units.iter().position(|(count, _)| *count > 0).unwrap_or(units.len().saturating_sub(1));
    let said = units.iter().skip(from).take(2).enumerate();
    let said: Vec<_> = said
        .filter(|(at, (count, _))| *at == 0 || *count > 0)
        .map(|(_, (count, unit))| format!("{count} {unit}"))
        .collect();
    said.join(" ")
}

/// A time as a date that sorts, in UTC: `2026-11-30 19:05:00Z`. What no calendar has is said in unix seconds.
pub fn date(unix: i64) -> String {
    // Days are counted from 1 March of year 0, so that leap days come last (Hinnant's civil_from_days).
    let days = unix.div_euclid(86_400).saturating_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era.saturating_mul(400).saturating_add(year).saturating_add(i64::from(month <= 2));
    if !(0..=9_999).contains(&year) {
        return unix.to_string();
    }
    let second = unix.rem_euclid(86_400);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{of_month:02} {hour:02}:{minute:02}:{second:02}Z")
}

/// Text from elsewhere as a terminal may show it: control characters, those that change direction and those that nobody
/// sees are written as `\u{…}`. Line ends and tabs too: one text is one line.
pub fn escape(text: &str) -> String {
    if !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character does something to what is around it, or shows nothing where something stands.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_said_in_each_language() {
        let message = Message::new("action.revoke_budget").with("id", Value::number(3_u32));
        assert_eq!(message.text(Locale::En), "Stop budget 3: nothing more is paid.");
        assert_eq!(message.text(Locale::Nl), "Stop budget 3: er wordt niets meer betaald.");
        assert_eq!(message.text(Locale::Es), "Detener el presupuesto 3: no se paga nada más.");
        assert_eq!(Message::new("no.such").to_string(), "no.such");
    }

    #[test]
    fn amounts_dates_and_lengths_are_exact() {
        assert_eq!(
            ["1.5", "0.000001", "7", "0"],
            [(1_500_000, 6), (1, 6), (7, 0), (0, 9)].map(|(a, d)| amount(a, d))
        );
        let days = [
            (0, "1970-01-01 00:00:00Z"),
            (951_782_400, "2000-02-29 00:00:00Z"),
            (1_709_251_199, "2024-02-29 23:59:59Z"),
            (4_107_542_400, "2100-03-01 00:00:00Z"),
            (-1, "1969-12-31 23:59:59Z"),
            (i64::MAX, "9223372036854775807"),
        ];
        for (time, day) in days {
            assert_eq!(date(time), day);
        }
        let said = |seconds| Value::duration(seconds).text(Locale::En);
        assert_eq!(
            [0, 1, 86_400, 14 * 86_400, 90_061].map(said),
            ["0 seconds", "1 second", "1 day", "14 days", "1 day 1 hour 1 minute 1 second"]
        );
        assert_eq!(
            [0, 60, 3_599, 86_405, 2 * 86_400 + 3 * 3_600 + 59].map(span),
            ["0 s", "1 min", "59 min 59 s", "1 d", "2 d 3 h"]
        );
    }

    #[test]
    fn what_would_act_on_a_terminal_or_hide_is_shown_as_what_it_is() {
        assert_eq!(escape("Pay the cleaners\u{1b}[8m"), "Pay the cleaners\\u{1b}[8m");
        assert_eq!(escape("\u{1b}[2J\u{1b}[1Aall is well"), "\\u{1b}[2J\\u{1b}[1Aall is well");
        assert_eq!(
            escape("Pay\u{fe00} Ada \u{3164}\u{2800}\u{202e}\u{9b}1"),
            "Pay\\u{fe00} Ada \\u{3164}\\u{2800}\\u{202e}\\u{9b}1"
        );
        assert_eq!(escape("a\nb\tc"), "a\\u{a}b\\u{9}c");
        assert_eq!(escape("Zoë’s “Straße”, 東京"), "Zoë’s “Straße”, 東京");
    }
}
