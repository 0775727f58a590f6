//! Security headers of every answer.
//!
//! Source: DiGAV Anlage 1, Datensicherheit; BSI TR-03161-2 (web applications).

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::{Config, origin_of};

/// Nothing is allowed but what the pages need: own scripts, compiled WebAssembly, own styles, own workers, own sockets.
/// The patient app may also connect to the telematics client and the recorders that the operator names. `connect-src 'self'` covers the signalling socket in current browsers; `ws:` and `wss:` of the own host are named for older ones.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'SOCKETSOTHERS; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// Pages with a call may use camera and microphone; the patient app may use the camera to scan codes, and Bluetooth to hear
/// measuring devices.
const CALL_PERMISSIONS: &str = "camera=(self), microphone=(self), display-capture=(self), bluetooth=(), ";
const PATIENT_PERMISSIONS: &str = "camera=(self), microphone=(), display-capture=(), bluetooth=(self), ";
const NO_PERMISSIONS: &str = "camera=(), microphone=(), display-capture=(), bluetooth=(), ";
const OTHER_PERMISSIONS: &str = "geolocation=(), payment=(), usb=(), serial=(), midi=(), browsing-topics=(), \
    accelerometer=(), gyroscope=(), magnetometer=(), publickey-credentials-get=(self), publickey-credentials-create=(self), \
    screen-wake-lock=(self), autoplay=(self), fullscreen=(self)";

/// The headers that depend on the configuration or the page, written once for all answers. Clones share them.
#[derive(Clone)]
pub struct Written {
    policy: HeaderValue,
    policy_of_patients: HeaderValue,
    permissions: Permissions,
}

#[derive(Clone)]
struct Permissions {
    calling: HeaderValue,
    patients: HeaderValue,
    none: HeaderValue,
}

impl Written {
    /// Writes them for this configuration.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let policy = |others: &str| {
            let sockets = sockets(&config.server.public_origin);
            let text = POLICY.replace("SOCKETS", &sockets).replace("OTHERS", others);
            // The configuration admits nothing that a header cannot hold; if it did, nothing is allowed.
            HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
        };
        let permissions = |first: &str| {
            let text = format!("{first}{OTHER_PERMISSIONS}");
            HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("camera=(), microphone=()"))
        };
        Self {
            policy: policy(""),
            policy_of_patients: policy(&foreign(config)),
            permissions: Permissions {
                calling: permissions(CALL_PERMISSIONS),
                patients: permissions(PATIENT_PERMISSIONS),
                none: permissions(NO_PERMISSIONS),
            },
        }
    }

    fn policy_for(&self, path: &str) -> &HeaderValue {
        if path.starts_with("/app") { &self.policy_of_patients } else { &self.policy }
    }

    fn permissions_for(&self, path: &str) -> &HeaderValue {
        match path {
            path if path == "/v" || path.starts_with("/v/") || path.starts_with("/practice") => {
                &self.permissions.calling
            }
            path if path.starts_with("/app") => &self.permissions.patients,
            _ => &self.permissions.none,
        }
    }
}

/// Adds the headers.
pub async fn secure(State(written): State<Written>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let policy = written.policy_for(path).clone();
    let permissions = written.permissions_for(path).clone();
    let (is_api, is_listed) = (path.starts_with("/api/"), LISTED.contains(&path));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.reserve(FIXED.len() + 4);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(PERMISSIONS_POLICY, permissions);
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !is_listed {
        headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    }
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// What search engines may list; everything else is for people who come on purpose.
const LISTED: [&str; 4] = ["/", "/imprint", "/privacy", "/security"];
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

const FIXED: [(HeaderName, &str); 8] = [
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

/// The socket origin that belongs to the public origin, with a blank before it.
fn sockets(origin: &str) -> String {
    origin.strip_prefix("http").map_or_else(String::new, |rest| format!(" ws{rest}"))
}

/// Whom the patient app may speak with beside this server, each with a blank before it: the telematics client, recorders.
fn foreign(config: &Config) -> String {
    let recorders =
        config.hddt.recorders.iter().flat_map(|it| [Some(it.origin.as_str()), origin_of(&it.fhir)]);
    let mut origins: Vec<&str> =
        config.epa.origin.as_deref().into_iter().chain(recorders.flatten()).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.into_iter().map(|origin| format!(" {origin}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_origin_follows_the_public_origin() {
        assert_eq!(sockets("https://heilsam.example"), " wss://heilsam.example");
        assert_eq!(sockets("http://localhost:8080"), " ws://localhost:8080");
    }

    #[test]
    fn the_patient_app_may_speak_with_whom_the_operator_names() {
        let text = "[epa]\norigin = \"https://epa.example\"\n[[hddt.recorders]]\nname = \"Cuff\"\n\
            origin = \"https://auth.example\"\nfhir = \"https://epa.example/fhir\"";
        let config =
            crate::config::parse(text, std::iter::empty(), crate::config::Overrides::default()).unwrap();
        assert_eq!(foreign(&config), " https://auth.example https://epa.example");
        let none = crate::config::parse("", std::iter::empty(), crate::config::Overrides::default()).unwrap();
        assert_eq!(foreign(&none), "");
    }

    #[test]
    fn nothing_inline_and_nothing_foreign_is_allowed() {
        assert!(
            !POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'") && !POLICY.contains('*')
        );
    }
}
