//! The sender against a network that loses, repeats, delays and lies: every transfer happens exactly once, and what
//! the sender says about it is true.

mod commands;
mod exactly_once;
mod many;
mod proxy;
mod push;
mod restart;
