//! The one authorisation point: every route passes it, with what the route table says about it.

use axum::http::{HeaderMap, header};
use heilsam_domain::Role;
use heilsam_protocol::ProblemCode;

use super::begin::to_grain;
use super::session::{self, SessionToken, USE_GRAIN};
use crate::audit::Event;
use crate::route::{Access, Route, Verb};
use crate::{ApiError, AppState, Caller};

/// Programs other than browsers send it with every change, where browsers send `Sec-Fetch-Site`.
pub const CLIENT_HEADER: &str = "x-heilsam-client";

/// Decides about a request: the caller, nobody on public routes, or the refusal.
///
/// # Errors
/// `not-logged-in` without a living session, `forbidden` for the wrong role, a recovering session, or a change that another
/// site started, `login-not-fresh` where credentials change and the login is too long ago, `device-not-released` for what belongs to
/// a practice when its main user has not released the device, `not-proven` for whoever registered without a code and is not
/// proven, but for the few routes that are open to them.
pub async fn authorise(
    state: &AppState,
    route: &Route,
    headers: &HeaderMap,
) -> Result<Option<Caller>, ApiError> {
    if route.verb != Verb::Get {
        check_same_site(headers)?;
    }
    if route.access == Access::Public {
        return Ok(None);
    }
    let caller = find_caller(state, headers, !route.unattended).await?;
    let caller = caller.ok_or(ApiError::from(ProblemCode::NotLoggedIn))?;
    if !is_allowed(route.access, route.recovering, caller.role, caller.recovering) {
        let refused = Event::AccessRefused { account: caller.account_id, route: route.path };
        state.audit.record(refused).await?;
        return Err(ProblemCode::Forbidden.into());
    }
    if !caller.released && !route.without_release && matches!(route.access, Access::Roles(_)) {
        return Err(ProblemCode::DeviceNotReleased.into());
    }
    if caller.unproven && !route.before_proof {
        return Err(ProblemCode::NotProven.into());
    }
    // Who came with the recovery sheet proved themselves with it, and can do nothing but set new credentials.
    if route.fresh && !caller.recovering && !session::is_fresh(caller.logged_in_at, state.clock.now()) {
        return Err(ProblemCode::LoginNotFresh.into());
    }
    Ok(Some(caller))
}

/// The rule of the matrix: which role, and whether from a recovery sheet.
#[must_use]
pub fn is_allowed(access: Access, open_to_recovering: bool, role: Role, recovering: bool) -> bool {
    let role_fits = match access {
        Access::Public => return true,
        Access::AnyRole => true,
        Access::Roles(roles) => roles.contains(&role),
    };
    role_fits && (open_to_recovering || !recovering)
}

/// Whose living session the request carries, if any; notes its use.
///
/// # Errors
/// Only if the database fails.
pub async fn optional_caller(state: &AppState, headers: &HeaderMap) -> Result<Option<Caller>, ApiError> {
    find_caller(state, headers, true).await
}

async fn find_caller(
    state: &AppState,
    headers: &HeaderMap,
    counts_as_use: bool,
) -> Result<Option<Caller>, ApiError> {
    let Some(token) = SessionToken::from_cookies(cookies(headers)) else { return Ok(None) };
    let Some((session, standing)) = state.store.session_by_token(token.digest()).await? else {
        return Ok(None);
    };
    let now = state.clock.now();
    if !state.accounts.limits.is_alive(standing.role, session.last_used_at, session.ends_at, now) {
        state.store.end_session(session.account_id, session.session_id).await?;
        return Ok(None);
    }
    if counts_as_use && now.duration_since(session.last_used_at) >= USE_GRAIN {
        state.store.touch_session(session.session_id, to_grain(now)).await?;
    }
    Ok(Some(Caller {
        account_id: session.account_id,
        role: standing.role,
        session_id: session.session_id,
        recovering: session.recovering,
        logged_in_at: session.created_at,
        credential_id: session.credential_id,
        released: standing.released,
        unproven: standing.unproven,
    }))
}

/// WebSockets are not bound by `SameSite` rules of fetches alone: a browser's origin must be ours.
///
/// # Errors
/// `forbidden` for another site's page.
pub fn check_origin(state: &AppState, headers: &HeaderMap) -> Result<(), ApiError> {
    match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
        None => Ok(()),
        Some(Ok(origin)) if state.accounts.origins.iter().any(|own| own == origin) => Ok(()),
        Some(Ok(_) | Err(_)) => Err(ProblemCode::Forbidden.into()),
    }
}

/// Values of the cookie headers.
pub(super) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok())
}

/// Second lock beside `SameSite=Strict`: a change must come from our own pages or from a program that says so. Other sites
/// cannot send the header without a preflight, which is never granted.
fn check_same_site(headers: &HeaderMap) -> Result<(), ApiError> {
    let site = headers.get("sec-fetch-site").map(axum::http::HeaderValue::as_bytes);
    match site {
        Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(ProblemCode::Forbidden.into()),
        None if headers.contains_key(CLIENT_HEADER) => Ok(()),
        None => Err(ApiError::with_detail(ProblemCode::Forbidden, "send the header x-heilsam-client")),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn changes_come_from_our_pages_or_from_programs_that_say_so() {
        assert!(check_same_site(&headers(&[("sec-fetch-site", "same-origin")])).is_ok());
        assert!(check_same_site(&headers(&[("sec-fetch-site", "none")])).is_ok());
        assert!(check_same_site(&headers(&[("x-heilsam-client", "1")])).is_ok());
        assert!(check_same_site(&headers(&[])).is_err());
        for site in ["cross-site", "same-site", ""] {
            let pairs = [("sec-fetch-site", site), ("x-heilsam-client", "1")];
            assert!(check_same_site(&headers(&pairs)).is_err(), "{site}");
        }
    }

    #[test]
    fn a_recovering_session_opens_only_what_is_open_to_it() {
        for role in Role::ALL {
            assert!(is_allowed(Access::AnyRole, false, role, false));
            assert!(!is_allowed(Access::AnyRole, false, role, true));
            assert!(is_allowed(Access::AnyRole, true, role, true));
            assert_eq!(is_allowed(Access::Roles(&[Role::Doctor]), true, role, false), role == Role::Doctor);
        }
    }
}
