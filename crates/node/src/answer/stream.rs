//! What becomes final, as it does: server-sent events. Whoever was away says the last one it saw and gets what it missed.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt as _};
use tokio_stream::wrappers::BroadcastStream;

use super::{history, Answers, Failure};
use crate::store::{Moment, Of, Order, Past};

/// The most events that are sent again.
const AGAIN: u32 = 1_000;

/// The stream.
pub(super) async fn stream(
    State(answers): State<Answers>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    // Listening begins before the past is read: nothing falls between.
    let live = BroadcastStream::new(answers.news.subscribe());
    let mut missed = Vec::new();
    let mut seen = Moment::default();
    if let Some(last) = headers.get("last-event-id") {
        let last = last.to_str().ok().filter(|text| Moment::named(text).is_some());
        let last = last.ok_or_else(|| Failure::bad("Last-Event-ID is none of this stream's"))?;
        let all = Of::Activity { account: None, instruction: None };
        let page = answers.store.history(&all, Order::Ascending, AGAIN, Some(last)).await?;
        let page = page.ok_or_else(Failure::cursor)?;
        if page.next.is_some() {
            return Err(Failure::bad("that is too long ago; read /v1/activity from there first"));
        }
        seen =
            page.items.last().map(|entry| entry.moment).or_else(|| Moment::named(last)).unwrap_or_default();
        missed = page.items;
    }
    let missed = missed.into_iter().map(|entry| {
        let (id, name) =
            (entry.moment.name(), entry.fields["instruction"].as_str().unwrap_or_default().to_string());
        Ok(Event::default().id(id).event(name).data(history::view(entry).to_string()))
    });
    let live = live.filter_map(move |news| async move {
        match news {
            Ok(past) if past.moment > seen => Some(Ok(event(&past))),
            Ok(_) => None,
            // The listener is too slow: it is told, and asks for what it missed.
            Err(_) => Some(Ok(Event::default().event("lagged").data("{}"))),
        }
    });
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    Ok(Sse::new(stream::iter(missed).chain(live)).keep_alive(keep_alive))
}

fn event(past: &Past) -> Event {
    let body = history::call(past).to_string();
    Event::default().id(past.moment.name()).event(past.instruction.clone()).data(body)
}
