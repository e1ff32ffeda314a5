//! A proxy in front of a node that does to requests what networks do to them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use tiny_http::{Request, Response, Server};

/// How often, in a hundred, each thing goes wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// The request never reaches the node; the client waits until it gives up.
    pub timeout: u32,
    /// "Too many requests".
    pub busy: u32,
    /// "Bad gateway", and the request was not passed on.
    pub refused: u32,
    /// The node got it, and its answer is lost.
    pub lost_answer: u32,
    /// A send is answered as if it had been passed on, and is dropped.
    pub dropped_send: u32,
    /// A send is passed on only after so many milliseconds; the answer comes at once.
    pub late_send_ms: u64,
    /// A send is passed on twice.
    pub double_send: u32,
    /// Statuses are unknown, from a node that lags behind.
    pub stale_status: u32,
    /// The first so many sends of the run are dropped: enough of them, and the blockhash expires.
    pub drop_first_sends: u64,
}

/// A running proxy.
pub struct Proxy {
    /// Where it listens; a path `/<run>` chooses the run's own sequence of faults.
    pub url: String,
    state: Arc<State>,
}

struct State {
    upstream: String,
    seed: u64,
    runs: Mutex<HashMap<u64, Run>>,
    /// How many requests met a fault.
    faults: AtomicU64,
}

struct Run {
    faults: Faults,
    random: ChaCha8Rng,
    sends: u64,
}

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Pass,
    Timeout,
    Busy,
    Refused,
    LostAnswer,
    Swallowed,
    Late(u64),
    Double,
    Stale,
}

impl Proxy {
    /// Starts one in front of `upstream`.
    pub fn start(upstream: &str, seed: u64) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let url = format!("http://{}", server.server_addr());
        let state = Arc::new(State {
            upstream: upstream.to_string(),
            seed,
            runs: Mutex::default(),
            faults: AtomicU64::new(0),
        });
        for _ in 0..48 {
            let (server, state) = (Arc::clone(&server), Arc::clone(&state));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    state.serve(request);
                }
            });
        }
        Self { url, state }
    }

    /// The address of one run, with its faults.
    pub fn run(&self, run: u64, faults: Faults) -> String {
        let random = ChaCha8Rng::seed_from_u64(self.state.seed ^ run.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        self.state.runs.lock().unwrap().insert(run, Run { faults, random, sends: 0 });
        format!("{}/{run}", self.url)
    }

    /// How many requests met a fault.
    pub fn faults(&self) -> u64 {
        self.state.faults.load(Ordering::Relaxed)
    }
}

impl State {
    fn serve(&self, mut request: Request) {
        let run = request.url().trim_start_matches('/').parse().unwrap_or(u64::MAX);
        let mut body = String::new();
        let _ = request.as_reader().read_to_string(&mut body);
        let call: Value = serde_json::from_str(&body).unwrap_or_default();
        let method = call["method"].as_str().unwrap_or_default().to_string();
        let fate = self.decide(run, &method);
        if fate != Fate::Pass {
            self.faults.fetch_add(1, Ordering::Relaxed);
        }
        let answer = match fate {
            Fate::Timeout => {
                std::thread::sleep(Duration::from_millis(1_500));
                Response::from_string("").with_status_code(504)
            }
            Fate::Busy => Response::from_string("slow down").with_status_code(429),
            Fate::Refused => Response::from_string("bad gateway").with_status_code(502),
            Fate::LostAnswer => {
                let _ = self.forward(&body);
                Response::from_string("").with_status_code(504)
            }
            Fate::Swallowed => json(&signature_of(&call)),
            Fate::Late(wait) => {
                let (upstream, body) = (self.upstream.clone(), body);
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(wait));
                    let _ = post(&upstream, &body);
                });
                json(&signature_of(&call))
            }
            Fate::Double => {
                let _ = self.forward(&body);
                self.answer(&body)
            }
            Fate::Stale => json(&unknown_statuses(&call)),
            Fate::Pass => self.answer(&body),
        };
        let _ = request.respond(answer);
    }

    fn decide(&self, run: u64, method: &str) -> Fate {
        let mut runs = self.runs.lock().unwrap();
        let Some(run) = runs.get_mut(&run) else { return Fate::Pass };
        let mut chance = |percent: u32| run.random.random_range(0..100) < percent;
        let faults = run.faults;
        if method == "sendTransaction" {
            run.sends += 1;
            if run.sends <= faults.drop_first_sends || chance(faults.dropped_send) {
                return Fate::Swallowed;
            }
            if chance(faults.double_send) {
                return Fate::Double;
            }
        }
        if method == "getSignatureStatuses" && chance(faults.stale_status) {
            return Fate::Stale;
        }
        if chance(faults.timeout) {
            Fate::Timeout
        } else if chance(faults.busy) {
            Fate::Busy
        } else if chance(faults.refused) {
            Fate::Refused
        } else if chance(faults.lost_answer) {
            Fate::LostAnswer
        } else if method == "sendTransaction" && faults.late_send_ms > 0 {
            Fate::Late(run.random.random_range(0..faults.late_send_ms))
        } else {
            Fate::Pass
        }
    }

    fn forward(&self, body: &str) -> Option<String> {
        post(&self.upstream, body)
    }

    fn answer(&self, body: &str) -> Response<std::io::Cursor<Vec<u8>>> {
        match self.forward(body) {
            Some(answer) => Response::from_string(answer),
            None => Response::from_string("bad gateway").with_status_code(502),
        }
    }
}

fn post(url: &str, body: &str) -> Option<String> {
    let mut answer = ureq::post(url).header("content-type", "application/json").send(body).ok()?;
    answer.body_mut().read_to_string().ok()
}

fn json(value: &Value) -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string(value.to_string())
}

/// What a node answers to a send: the first signature, which stands behind the count in the bytes.
fn signature_of(call: &Value) -> Value {
    use base64::prelude::{Engine as _, BASE64_STANDARD};
    let text = call["params"][0].as_str().unwrap_or_default();
    let bytes = match call["params"][1]["encoding"].as_str() {
        Some("base64") => BASE64_STANDARD.decode(text).unwrap_or_default(),
        _ => bs58::decode(text).into_vec().unwrap_or_default(),
    };
    let signature = bs58::encode(bytes.get(1..65).unwrap_or_default()).into_string();
    serde_json::json!({ "jsonrpc": "2.0", "id": call["id"], "result": signature })
}

/// What a node answers that has not seen anything yet.
fn unknown_statuses(call: &Value) -> Value {
    let count = call["params"][0].as_array().map_or(0, Vec::len);
    let value = vec![Value::Null; count];
    serde_json::json!({ "jsonrpc": "2.0", "id": call["id"], "result": { "context": { "slot": 0 }, "value": value } })
}
