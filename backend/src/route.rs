//! The table of routes: router, authorisation, limits and OpenAPI description are all made from it.

use axum::routing::MethodRouter;
use heilsam_domain::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::AppState;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without a session.
    Public,
    /// Every account.
    AnyRole,
    /// Accounts of these roles.
    Roles(&'static [Role]),
}

/// How often a route may be called from one network; the numbers are in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateClass {
    /// Everything else.
    Usual,
    /// Login, registration, recovery: where secrets could be guessed.
    Login,
    /// Registrations of doctors without a code, counted by the hour: where a crowd could make accounts.
    DoctorRegistration,
    /// Nameplates: where rooms could be guessed.
    Lookup,
    /// Opening a signalling socket.
    Signal,
    /// Wrong tokens at the administration.
    Administration,
}

/// An HTTP method that the API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Reads.
    Get,
    /// Creates or does.
    Post,
    /// Sets.
    Put,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

/// Makes the schema of one wire type.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// One route.
#[derive(Clone, Copy)]
pub struct Route {
    /// Method.
    pub verb: Verb,
    /// Pattern from [`heilsam_protocol::path`].
    pub path: &'static str,
    /// One sentence for the description.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether a session that came from a recovery sheet may call it.
    pub recovering: bool,
    /// Whether the login must be fresh: what one logs in with is about to change.
    pub fresh: bool,
    /// Whether a page calls it by itself while nobody may be there: it does not count as use of the session.
    pub unattended: bool,
    /// Whether a member's device may call it before the main user of the practice released it. Routes for every role always may.
    pub without_release: bool,
    /// Whether a doctor who registered without a code may call it before operators found the proof right.
    pub before_proof: bool,
    /// How often.
    pub rate: RateClass,
    /// Type of the body, if there is one.
    pub takes: Option<SchemaOf>,
    /// Type of the answer, if there is one.
    pub answers: Option<SchemaOf>,
    /// Status of success.
    pub success: u16,
    /// The handler as a method router.
    pub handler: fn() -> MethodRouter<AppState>,
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

impl Verb {
    /// The name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Patch => "patch",
            Self::Delete => "delete",
        }
    }
}

impl Route {
    /// A route that needs a session of any role, answers 204 without a body, and is closed to recovering sessions.
    #[must_use]
    pub const fn new(
        verb: Verb,
        path: &'static str,
        summary: &'static str,
        handler: fn() -> MethodRouter<AppState>,
    ) -> Self {
        Self {
            verb,
            path,
            summary,
            access: Access::AnyRole,
            recovering: false,
            fresh: false,
            unattended: false,
            without_release: false,
            before_proof: false,
            rate: RateClass::Usual,
            takes: None,
            answers: None,
            success: 204,
            handler,
        }
    }

    /// Needs no session.
    #[must_use]
    pub const fn public(mut self) -> Self {
        self.access = Access::Public;
        self
    }

    /// Only for these roles.
    #[must_use]
    pub const fn only(mut self, roles: &'static [Role]) -> Self {
        self.access = Access::Roles(roles);
        self
    }

    /// Open to sessions that came from a recovery sheet, too.
    #[must_use]
    pub const fn also_recovering(mut self) -> Self {
        self.recovering = true;
        self
    }

    /// Demands a login of the last minutes.
    #[must_use]
    pub const fn after_fresh_login(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Does not count as use of the session.
    #[must_use]
    pub const fn unattended(mut self) -> Self {
        self.unattended = true;
        self
    }

    /// Open to devices that wait for their release, too.
    #[must_use]
    pub const fn also_without_release(mut self) -> Self {
        self.without_release = true;
        self
    }

    /// Open to doctors who registered without a code and are not proven, too.
    #[must_use]
    pub const fn also_before_proof(mut self) -> Self {
        self.before_proof = true;
        self
    }

    /// Sets the rate class.
    #[must_use]
    pub const fn rate(mut self, rate: RateClass) -> Self {
        self.rate = rate;
        self
    }

    /// Takes a JSON body of this type.
    #[must_use]
    pub const fn takes<T: JsonSchema>(mut self) -> Self {
        self.takes = Some(schema::<T>);
        self
    }

    /// Answers 200 with JSON of this type.
    #[must_use]
    pub const fn answers<T: JsonSchema>(mut self) -> Self {
        self.answers = Some(schema::<T>);
        self.success = 200;
        self
    }

    /// Success has this status instead.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.success = status;
        self
    }
}

/// All routes of the API, in the order of the description.
pub fn all() -> impl Iterator<Item = Route> {
    [
        crate::site::ROUTES,
        crate::status::ROUTES,
        crate::openapi::ROUTES,
        crate::demo::ROUTES,
        crate::account::ROUTES,
        crate::tickets::ROUTES,
        crate::consents::ROUTES,
        crate::records::ROUTES,
        crate::outcome::ROUTES,
        crate::sharing::ROUTES,
        crate::notify::ROUTES,
        crate::consultation::ROUTES,
        crate::practice::ROUTES,
        crate::gateway::ROUTES,
        crate::proof::ROUTES,
        crate::contract::ROUTES,
        crate::dossier::ROUTES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
