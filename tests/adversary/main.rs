//! Somebody who looks for profit: random sequences on the reference models, and changes of the best, for attackers with a part
//! of the shares, a purse, and roles. `setup` says what they begin with, `honest` what everybody else does, `profit` what is
//! counted.
//!
//! `cargo xtask adversary` plays more of it. docs/threat-model.md prints what that found.

mod chain;
mod confirm;
mod epochs;
mod holes;
mod honest;
mod moves;
mod pairs;
mod profit;
mod scene;
mod search;
mod setup;
