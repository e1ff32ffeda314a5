//! Answers over HTTP: lists, histories, documents, feeds, and how the node is.
//!
//! Every answer says for which slot it is true. Amounts are decimal strings. What `/v1` answers only grows.

mod document;
mod explained;
mod failure;
mod feeds;
mod history;
mod limits;
mod lists;
mod openapi;
mod sponsor;
mod stream;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{header, HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{middleware, Json, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::timeout::TimeoutLayer;

use crate::documents::{Documents, LARGEST};
use crate::follow::{Health, Status, Tail};
use crate::sponsor::Desk;
use crate::store::{Past, Platform, Store};

pub use failure::Failure;
pub use limits::Limits;
pub use openapi::document as openapi;

/// How long one answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What answers are made from.
#[derive(Clone)]
pub struct Answers {
    /// The database.
    pub store: Store,
    /// The documents.
    pub documents: Documents,
    /// How following goes.
    pub status: Arc<Status>,
    /// What is confirmed and not final.
    pub tail: Arc<Tail>,
    /// What becomes final.
    pub news: broadcast::Sender<Arc<Past>>,
    /// The platform's addresses.
    pub platform: Platform,
    /// The cluster's genesis hash.
    pub genesis: String,
    /// How much one address may ask.
    pub limits: Limits,
    /// Who pays for first steps, if somebody does.
    pub desk: Option<Arc<Desk>>,
    /// What was measured.
    pub metrics: Option<PrometheusHandle>,
}

/// An answer with the slot it is true for.
#[derive(Debug, Serialize)]
pub(crate) struct Answer<T> {
    /// The slot.
    slot: u64,
    /// Whether history is linked block by block.
    proven: bool,
    #[serde(flatten)]
    inside: T,
}

/// The whole service.
pub fn router(answers: Answers) -> Router {
    let limits = answers.limits.clone();
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::PUT, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER]);
    let timed = Router::new()
        .route("/v1/platform", get(lists::platform))
        .route("/v1/counts", get(lists::counts))
        .route("/v1/rules/{address}/versions", get(lists::versions))
        .route("/v1/proposals/{address}/votes", get(history::votes_of))
        .route("/v1/activity", get(history::activity))
        .route("/v1/confirmed", get(history::confirmed))
        .route("/v1/votes", get(history::votes))
        .route("/v1/treasury", get(history::treasury))
        .route("/v1/search", get(lists::search))
        .route("/v1/documents", get(document::missing))
        .route("/v1/documents/{hash}", get(document::get).put(document::put))
        .route("/v1/documents/{hash}/about", get(document::about))
        .route("/v1/sponsor", get(sponsor::terms).post(sponsor::pay))
        .route("/v1/feed.rss", get(feeds::rss))
        .route("/v1/calendar.ics", get(feeds::calendar))
        .route("/v1/{table}", get(lists::list))
        .route("/v1/{table}/{address}", get(lists::one))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, TIMEOUT));
    Router::new()
        .route("/", get(about))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .route("/openapi.json", get(|| async { Json(openapi::document()) }))
        .route("/v1/stream", get(stream::stream))
        .merge(timed)
        .fallback(|| async { Failure::not_found("there is nothing at this path; see /openapi.json") })
        .layer(middleware::from_fn_with_state(limits, limits::limit))
        .layer(cors)
        .layer(middleware::map_response(safe))
        .layer(CatchPanicLayer::new())
        .with_state(answers)
}

/// Answers until `stop` is done, then ends what runs.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    answers: Answers,
    stop: impl std::future::Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(answers).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

impl Answers {
    /// An answer, or that nothing is new since the slot that the client has.
    pub(crate) fn answer<T: Serialize>(&self, headers: &HeaderMap, inside: T) -> Response {
        let tag = format!("\"{}\"", self.status.slot());
        let mut response = self.changing(inside);
        if headers.get(header::IF_NONE_MATCH).is_some_and(|asked| asked.as_bytes() == tag.as_bytes()) {
            response = StatusCode::NOT_MODIFIED.into_response();
        }
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    /// An answer that is another one at the same slot.
    pub(crate) fn changing<T: Serialize>(&self, inside: T) -> Response {
        let health = self.status.health();
        let mut response = Json(Answer { slot: health.slot, proven: health.proven, inside }).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// Headers of every answer: nothing here is a page.
async fn safe(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Which node this is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct About {
    /// The program.
    name: &'static str,
    /// Its version.
    version: &'static str,
    /// The cluster's genesis hash.
    genesis: String,
    /// The platform.
    platform: String,
    /// Its pool.
    pool: String,
    /// Its share mint.
    mint: String,
    /// Its treasury.
    treasury: String,
}

async fn about(State(answers): State<Answers>) -> Json<About> {
    let at = answers.platform;
    Json(About {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        genesis: answers.genesis,
        platform: at.platform.to_string(),
        pool: at.pool.to_string(),
        mint: at.mint.to_string(),
        treasury: at.treasury.to_string(),
    })
}

/// How following goes: 200 while answers are usable, 503 before the first sync is done.
async fn health(State(answers): State<Answers>) -> (StatusCode, Json<Health>) {
    let health = answers.status.health();
    let status = if health.slot == 0 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    (status, Json(health))
}

async fn metrics(State(answers): State<Answers>) -> Result<String, Failure> {
    answers
        .metrics
        .map(|handle| handle.render())
        .ok_or_else(|| Failure::not_found("nothing is measured here"))
}
