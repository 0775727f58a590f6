//! Addresses of the app.

use dioxus::prelude::*;
use heilsam_domain::RecordId;

use super::arrival::login::{Login, Recover};
use super::arrival::register::Register;
use super::crisis::CrisisPage;
use super::diary::entry::{ChangeEntry, NewEntry};
use super::frame::PatientFrame;
use super::home::Home;
use super::later::{
    About, AccountPage, AddAppointment, AppointmentPage, Appointments, AssessmentPage, Assessments,
    BroughtPage, ConsentCentre, Devices, EpaPage, Export, FurtherCode, History, Import, LoginWays,
    ModulePage, More, MyData, NewShare, NotificationsPage, OutcomePage, PlanPage, Programme, QuizPage,
    RecoverWithContact, Report, ReportSecurity, ShareWithMet, Sharing, Sheet, Support, TrustedPage,
};
use super::scan::use_scanner;
use crate::account::sheet::SheetPage;
use crate::account::ways::LoginWaysPage;

/// Every page of the app.
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(PatientFrame)]
        #[route("/app/")]
        Home {},
        #[route("/app/register")]
        Register {},
        #[route("/app/login")]
        Login {},
        #[route("/app/recover")]
        Recover {},
        #[route("/app/entry")]
        NewEntry {},
        #[route("/app/entry/:record_id")]
        ChangeEntry { record_id: RecordId },
        #[route("/app/history")]
        History {},
        #[route("/app/import")]
        Import {},
        #[route("/app/devices")]
        Devices {},
        #[route("/app/programme")]
        Programme {},
        #[route("/app/programme/quiz")]
        QuizPage {},
        #[route("/app/programme/:module")]
        ModulePage { module: String },
        #[route("/app/plan")]
        PlanPage {},
        #[route("/app/questions")]
        Assessments {},
        #[route("/app/questions/:name")]
        AssessmentPage { name: String },
        #[route("/app/export")]
        Export {},
        #[route("/app/patient-record")]
        EpaPage {},
        #[route("/app/report")]
        Report {},
        #[route("/app/sheet")]
        Sheet {},
        #[route("/app/about")]
        About {},
        #[route("/app/help")]
        CrisisPage {},
        #[route("/app/account")]
        AccountPage {},
        #[route("/app/consents")]
        ConsentCentre {},
        #[route("/app/data")]
        MyData {},
        #[route("/app/brought")]
        BroughtPage {},
        #[route("/app/outcome")]
        OutcomePage {},
        #[route("/app/sharing")]
        Sharing {},
        #[route("/app/sharing/new")]
        NewShare {},
        #[route("/app/sharing/met/:record_id")]
        ShareWithMet { record_id: RecordId },
        #[route("/app/appointments")]
        Appointments {},
        #[route("/app/appointments/new")]
        AddAppointment {},
        #[route("/app/appointments/:record_id")]
        AppointmentPage { record_id: RecordId },
        #[route("/app/code")]
        FurtherCode {},
        #[route("/app/login-ways")]
        LoginWays {},
        #[route("/app/notifications")]
        NotificationsPage {},
        #[route("/app/trusted")]
        TrustedPage {},
        #[route("/app/recover-with-contact")]
        RecoverWithContact {},
        #[route("/app/support")]
        Support {},
        #[route("/app/report-security")]
        ReportSecurity {},
        #[route("/app/more")]
        More {},
        #[route("/app/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::Register {}
                | Self::Login {}
                | Self::Recover {}
                | Self::RecoverWithContact {}
                | Self::CrisisPage {}
                | Self::About {}
                | Self::Support {}
                | Self::ReportSecurity {}
                | Self::More {}
        )
    }

    /// Whether the page writes something new, which ends with the period of the prescription.
    pub fn writes(&self) -> bool {
        matches!(self, Self::NewEntry {} | Self::Import {} | Self::Devices {} | Self::QuizPage {})
    }

    /// Whether the page is about an account that a preview does not have.
    pub fn needs_account(&self) -> bool {
        matches!(
            self,
            Self::ConsentCentre {}
                | Self::Sharing {}
                | Self::NewShare {}
                | Self::ShareWithMet { .. }
                | Self::MyData {}
                | Self::OutcomePage {}
                | Self::NotificationsPage {}
                | Self::TrustedPage {}
                | Self::FurtherCode {}
                | Self::LoginWays {}
                | Self::Sheet {}
                | Self::EpaPage {}
                | Self::Devices {}
        )
    }
}

/// A new passphrase, or one more passkey.
#[component]
pub fn LoginWaysScreen() -> Element {
    rsx! {
        LoginWaysPage {}
    }
}

/// The recovery sheet.
#[component]
pub fn SheetScreen() -> Element {
    let navigator = use_navigator();
    let scanner = use_scanner();
    rsx! {
        SheetPage { page: "/app/", scanner, ondone: move |()| { navigator.push(Route::Home {}); } }
    }
}

/// An address nobody made: go home.
#[component]
fn Elsewhere(rest: Vec<String>) -> Element {
    let _ = rest;
    let navigator = use_navigator();
    use_effect(move || {
        navigator.replace(Route::Home {});
    });
    rsx! {}
}
