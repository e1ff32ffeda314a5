//! The program `governance` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod attacks;
mod budgets;
mod capture;
mod cast_vote;
mod close;
mod costs;
mod create_platform;
mod create_proposal;
mod create_track;
mod execute_equity;
mod execute_invoke;
mod execute_platform;
mod execute_rule;
mod execute_token_transfer;
mod execute_transfer;
mod execute_upgrade;
mod finalize_proposal;
mod guardian;
mod makers;
mod meter;
mod support;
mod voters;
