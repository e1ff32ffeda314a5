//! What was measured, as the rows of the table in docs/benchmarks.md.

use std::fmt::Write as _;

use crate::{time::Time, Failed};

/// The head of the table.
pub const HEAD: &str = "\
| what | rows | clock | cores | ratio by the clock | ratio by cores | aim | peak memory |
| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |";

/// The rows of one part.
#[derive(Default)]
pub struct Report {
    rows: Vec<[String; 7]>,
}

/// How many times as long as something else.
pub struct Ratio<'a> {
    /// The other time.
    pub of: Time,
    /// What took it.
    pub what: &'a str,
    /// The most that is aimed for, by the clock.
    pub aim: Option<f64>,
}

impl Report {
    /// A time that others are compared with, or that stands alone.
    pub fn time(&mut self, what: &str, rows: u64, time: Time) {
        let [wall, cores] = seconds(time);
        self.rows.push([
            what.into(),
            grouped(rows),
            wall,
            cores,
            String::new(),
            String::new(),
            String::new(),
        ]);
    }

    /// A time and how it compares.
    pub fn ratio(&mut self, what: &str, rows: u64, time: Time, ratio: &Ratio<'_>) {
        let [wall, cores] = seconds(time);
        let (by_clock, by_cores) = (time.wall / ratio.of.wall, time.cores / ratio.of.cores);
        let aim = ratio
            .aim
            .map_or_else(String::new, |aim| said(&format!("≤ {aim} × by the clock"), by_clock <= aim));
        self.rows.push([
            what.into(),
            grouped(rows),
            wall,
            cores,
            format!("{by_clock:.2} × {}", ratio.what),
            format!("{by_cores:.2} ×"),
            aim,
        ]);
    }

    /// Microseconds of something short.
    pub fn microseconds(&mut self, what: &str, micros: f64, aim: f64) {
        let aim = said(&format!("≤ {aim} µs"), micros <= aim);
        let none = String::new;
        self.rows.push([what.into(), none(), format!("{micros:.1} µs"), none(), none(), none(), aim]);
    }

    /// A size and how it compares.
    pub fn bytes(&mut self, what: &str, rows: u64, bytes: u64, other: Option<(u64, &str)>) {
        let ratio =
            other.map_or_else(String::new, |(of, what)| format!("{:.1} × {what}", bytes as f64 / of as f64));
        let none = String::new;
        self.rows.push([
            what.into(),
            grouped(rows),
            format!("{} bytes", grouped(bytes)),
            none(),
            ratio,
            none(),
            none(),
        ]);
    }

    /// The rows as Markdown; the peak of the part's memory stands in the last.
    pub fn text(&self, peak_mib: u64, aim_mib: Option<u64>) -> Result<String, Failed> {
        let mut text = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            let aim =
                aim_mib.map_or_else(String::new, |aim| said(&format!(" (aim ≤ {aim} MiB)"), peak_mib <= aim));
            let peak = if at + 1 == self.rows.len() { format!("{peak_mib} MiB{aim}") } else { String::new() };
            writeln!(text, "| {} | {peak} |", row.join(" | "))?;
        }
        Ok(text)
    }
}

/// An aim, and whether it was missed.
fn said(aim: &str, is_met: bool) -> String {
    format!("{aim}{}", if is_met { "" } else { ": missed" })
}

fn seconds(time: Time) -> [String; 2] {
    [format!("{:.2} s", time.wall), format!("{:.2} s", time.cores)]
}

/// With commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
