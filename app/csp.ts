/**
 * What the page may load. Nothing comes from anywhere but its own origin; it may talk to the RPC that the user chose
 * and to where the user says a distribution is published, which is why connections go to any https host.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // The rules are WebAssembly: it may be compiled, and nothing else that is not a file of ours.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Headers of every response; `public/_headers` says the same to static hosts. */
export const HEADERS = {
  'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};
