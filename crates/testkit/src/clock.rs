//! The clock, which only a test moves.

use solana_clock::Clock;

use crate::World;

/// When a world begins: 2027-01-15 08:00:00 UTC.
pub const START: i64 = 1_800_000_000;
/// Seconds of a day.
pub const DAY: i64 = 86_400;

impl World {
    /// Unix time as programs see it, in seconds.
    pub fn now(&self) -> i64 {
        self.svm.get_sysvar::<Clock>().unix_timestamp
    }

    /// The slot as programs see it.
    pub fn slot(&self) -> u64 {
        self.svm.get_sysvar::<Clock>().slot
    }

    /// Sets the time; the slot moves on by at least one and by 2.5 slots a second.
    pub fn set_time(&mut self, unix_seconds: i64) {
        let mut clock = self.svm.get_sysvar::<Clock>();
        let passed = u64::try_from(unix_seconds - clock.unix_timestamp).unwrap_or(0);
        // A fresh machine's clock stands at 0; the jump to START is not 4.5 billion slots.
        clock.slot += if clock.unix_timestamp == 0 { 1 } else { 1 + passed * 5 / 2 };
        clock.unix_timestamp = unix_seconds;
        self.svm.set_sysvar(&clock);
    }

    /// Lets time pass.
    pub fn advance(&mut self, seconds: i64) {
        self.set_time(self.now() + seconds);
    }

    /// Moves to a slot without letting time pass.
    pub fn set_slot(&mut self, slot: u64) {
        let mut clock = self.svm.get_sysvar::<Clock>();
        clock.slot = slot;
        self.svm.set_sysvar(&clock);
    }
}
