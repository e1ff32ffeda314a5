//! Governance through the command alone: what it prints, what it refuses, and what it says to do about it.

mod budgets;
mod fixture;
mod houses;
mod payments;
mod shares;
mod watch;
