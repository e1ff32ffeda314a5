//! Progress: a bar with rate and time left on a terminal, a plain line now and then elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::{on_terminal, say, Output};

/// How often a line is printed where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Progress of one piece of long work.
pub struct Progress {
    bar: Option<ProgressBar>,
    label: String,
    total: u64,
    done: u64,
    bytes: bool,
    quiet: bool,
    started: Instant,
    last_line: Instant,
}

impl Progress {
    /// Progress over a number of things.
    pub fn of_items(output: &Output, label: &str, total: u64) -> Self {
        Self::new(output, label, total, false)
    }

    /// Progress over a number of bytes.
    pub fn of_bytes(output: &Output, label: &str, total: u64) -> Self {
        Self::new(output, label, total, true)
    }

    fn new(output: &Output, label: &str, total: u64, bytes: bool) -> Self {
        let bar = (!output.quiet && on_terminal()).then(|| {
            let template = if bytes {
                "{msg} [{bar:30}] {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left"
            } else {
                "{msg} [{bar:30}] {pos}/{len} {per_sec} {eta} left"
            };
            let bar = ProgressBar::new(total).with_message(label.to_string());
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar
        });
        let now = Instant::now();
        Self {
            bar,
            label: label.into(),
            total,
            done: 0,
            bytes,
            quiet: output.quiet,
            started: now,
            last_line: now,
        }
    }

    /// So much more is done.
    pub fn add(&mut self, amount: u64) {
        self.done = self.done.saturating_add(amount);
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        } else if !self.quiet && self.last_line.elapsed() >= LINE_EVERY {
            self.last_line = Instant::now();
            say(self.line());
        }
    }

    /// The work is over.
    pub fn finish(self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn line(&self) -> String {
        let unit = if self.bytes { " bytes" } else { "" };
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = self.done as f64 / seconds;
        let left = self.total.saturating_sub(self.done) as f64 / rate.max(f64::MIN_POSITIVE);
        format!("{}: {} of {}{unit}, {rate:.0} a second, {left:.0} s left", self.label, self.done, self.total)
    }
}
