//! The program `offerings` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod attacks;
mod close;
mod close_commitment;
mod close_offering;
mod commit;
mod costs;
mod gates;
mod layouts;
mod mark_insider;
mod model;
mod open_offering;
mod refund;
mod release;
mod return_unsold;
mod set_refund_account;
mod settle;
mod stop_offering;
mod support;
mod uncommit;
mod voted;
mod worked_example;
