//! Time by the clock and by the cores. A machine that others use makes the former longer, not the latter.

use std::{fs, ops::Sub, time::Instant};

/// Seconds of the clock, and of all cores together.
#[derive(Clone, Copy)]
pub struct Time {
    pub wall: f64,
    pub cores: f64,
}

impl Sub for Time {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { wall: self.wall - other.wall, cores: self.cores - other.cores }
    }
}

/// Runs and returns the time it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Time) {
    let (start, before) = (Instant::now(), cores());
    let made = work();
    (made, Time { wall: start.elapsed().as_secs_f64(), cores: cores() - before })
}

/// What the last of several runs made, and the time of the one in the middle by the clock: a run of tenths of a second says little.
pub fn timed_over<T>(runs: usize, mut work: impl FnMut() -> T) -> (T, Time) {
    let (mut made, first) = timed(&mut work);
    let mut times = vec![first];
    for _ in 1..runs {
        let (next, time) = timed(&mut work);
        made = next;
        times.push(time);
    }
    times.sort_by(|one, other| one.wall.total_cmp(&other.wall));
    (made, times[times.len() / 2])
}

/// Seconds that this process has spent on cores, itself and the system for it: in hundredths, since it began.
fn cores() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
