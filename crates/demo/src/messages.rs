//! What the story prints: plain lines that can be read and searched.

use std::time::Duration;

/// The name of the story, or of a chapter.
pub fn title(name: &str, what: &str) {
    println!("\n{name}: {what}\n{}", "-".repeat(100));
}

/// A remark.
pub fn note(text: &str) {
    println!("  {text}");
}

/// Something that happened in one transaction.
pub fn step(what: &str, signature: &str, units: u64, created: u64) {
    println!("  {what}");
    println!("      {signature}  {} CU{}", grouped(units), rent(created));
}

/// Something that happened in many.
pub fn steps(what: &str, count: usize, units: u64, created: u64, took: Duration) {
    println!("  {what}");
    println!(
        "      {count} transactions in {:.1} s  {} CU in all{}",
        took.as_secs_f64(),
        grouped(units),
        rent(created)
    );
}

/// Something that a rule did not let happen.
pub fn refused(what: &str, rule: &str) {
    println!("  refused: {what}");
    println!("      {rule}");
}

fn rent(created: u64) -> String {
    if created == 0 {
        "  no rent".into()
    } else {
        format!("  {} bytes of rent", grouped(created))
    }
}

/// A number with thousands separated.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Base units of six decimals as whole units.
pub fn shares(base_units: u64) -> String {
    format!("{}.{:06}", grouped(base_units / 1_000_000), base_units % 1_000_000)
}

/// Lamports as SOL.
pub fn sol(lamports: u64) -> String {
    format!("{}.{:09} SOL", grouped(lamports / 1_000_000_000), lamports % 1_000_000_000)
}

/// Days and hours, to the nearest hour.
pub fn span(seconds: i64) -> String {
    let count = |number: i64, unit: &str| format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
    let hours = (seconds + 1_800) / 3_600;
    match (hours / 24, hours % 24) {
        (0, 0) => count(seconds, "second"),
        (0, hours) => count(hours, "hour"),
        (days, 0) => count(days, "day"),
        (days, hours) => format!("{} {}", count(days, "day"), count(hours, "hour")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(shares(1_234_567_890), "1,234.567890");
        assert_eq!([span(90_000), span(86_399), span(59)], ["1 day 1 hour", "1 day", "59 seconds"]);
    }
}
