//! The node: what the chain knows by hash, people can read.
//!
//! It follows one platform on one cluster, keeps what it finds in a database, serves the documents that the chain names by
//! hash, and answers over HTTP. Everything works without it. See `docs/node.md`.

pub mod accounts;
pub mod answer;
pub mod archive;
pub mod chain;
pub mod client;
pub mod decode;
pub mod documents;
pub mod follow;
pub mod idl;
pub mod run;
pub mod settings;
pub mod sponsor;
pub mod store;
pub mod tell;
pub mod verify;
