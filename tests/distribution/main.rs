//! Epochs from files to claims: what the builder writes is what the real equity program pays.

mod challenge;
mod claims;
mod epoch;
mod formats;
