//! Anchor's place for deployment. The steps that found a platform are the client's ([`founding`]); the data they begin
//! with, the tracks and an example of a founding document, is in `data/`.

pub use makerstake_client::founding::{self, *};
