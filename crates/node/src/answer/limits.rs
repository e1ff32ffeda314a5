//! How much one address may ask.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{header, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;

/// The most addresses that are remembered.
const ADDRESSES: usize = 10_000;

/// A bucket of requests for each address: full at first, filled again with time.
#[derive(Clone, Debug)]
pub struct Limits {
    per_second: f64,
    burst: f64,
    /// Whether `X-Forwarded-For` is believed: behind a proxy of one's own only.
    behind_proxy: bool,
    buckets: Arc<Mutex<HashMap<IpAddr, (f64, Instant)>>>,
}

impl Limits {
    /// So many requests a second of each address, and so many at once.
    pub fn new(per_second: u32, burst: u32, behind_proxy: bool) -> Self {
        Self {
            per_second: f64::from(per_second.max(1)),
            burst: f64::from(burst.max(1)),
            behind_proxy,
            buckets: Arc::default(),
        }
    }

    /// Takes one request from an address's bucket; says whether there was one.
    fn take(&self, address: IpAddr, now: Instant) -> bool {
        let Ok(mut buckets) = self.buckets.lock() else { return true };
        if buckets.len() >= ADDRESSES {
            // Full buckets say no more than no bucket.
            buckets.retain(|_, (left, since)| {
                now.saturating_duration_since(*since).as_secs_f64().mul_add(self.per_second, *left)
                    < self.burst
            });
        }
        let (left, since) = buckets.entry(address).or_insert((self.burst, now));
        let filled = now.saturating_duration_since(*since).as_secs_f64().mul_add(self.per_second, *left);
        *since = now;
        *left = filled.min(self.burst);
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }

    fn address(&self, request: &Request) -> IpAddr {
        let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let forwarded = request
            .headers()
            .get("x-forwarded-for")
            .filter(|_| self.behind_proxy)
            .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        forwarded.or(connected).unwrap_or(IpAddr::from([0, 0, 0, 0]))
    }
}

/// Lets a request through, or says when to come again.
pub(super) async fn limit(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let address = limits.address(&request);
    if limits.take(address, Instant::now()) {
        metrics::counter!("node_http_requests_total").increment(1);
        return next.run(request).await;
    }
    metrics::counter!("node_http_limited_total").increment(1);
    let mut response =
        Failure::new(StatusCode::TOO_MANY_REQUESTS, "too many requests from this address; slow down")
            .into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limits = Limits::new(10, 3, false);
        let (one, other) = (IpAddr::from([1, 1, 1, 1]), IpAddr::from([2, 2, 2, 2]));
        let start = Instant::now();
        assert_eq!([0; 4].map(|_| limits.take(one, start)), [true, true, true, false]);
        assert!(limits.take(other, start), "an address of its own");
        assert!(limits.take(one, start + Duration::from_millis(150)));
        assert!(!limits.take(one, start + Duration::from_millis(150)));
        assert_eq!(
            [0; 4].map(|_| limits.take(one, start + Duration::from_secs(60))),
            [true, true, true, false]
        );
    }
}
