//! The documentation is true: every command block runs or says what it needs, what is shown comes out, links and names lead
//! somewhere, and the first hour can be lived through.

mod blocks;
mod commands;
mod deploy;
mod examples;
mod links;
mod names;
mod shell;
mod supply;
mod tutorial;
