//! What of the patient app comes with its second module: all pages but those of the first screen, the login and an entry.

use dioxus::prelude::*;
use heilsam_domain::RecordId;
use heilsam_therapy::content::Trigger;

use super::{
    account_page, appointments, arrival, assessments, consents, contact, devices, diary, epa, export, frame,
    hint, home, import, more, my_data, notifications, outcome, period, plan, programme, report, routes,
    sharing, sheet_again, trusted,
};
use crate::later::later;

later! {
    module rest;
    failed "content-failed";
    pages {
        About {} => programme::start::About;
        AccountPage {} => account_page::AccountPage;
        AddAppointment {} => appointments::add::AddAppointment;
        AppointmentPage { record_id: RecordId } => appointments::page::AppointmentPage;
        Appointments {} => appointments::Appointments;
        AssessmentPage { name: String } => assessments::page::AssessmentPage;
        Assessments {} => assessments::list::Assessments;
        BroughtPage {} => my_data::brought::BroughtPage;
        ConsentCentre {} => consents::centre::ConsentCentre;
        Devices {} => devices::Devices;
        EpaPage {} => epa::EpaPage;
        ErasedPage {} => my_data::erased::ErasedPage;
        Export {} => export::Export;
        FurtherCode {} => period::FurtherCode;
        History {} => diary::history::History;
        Import {} => import::Import;
        LoginWays {} => routes::LoginWaysScreen;
        ModulePage { module: String } => programme::module_page::ModulePage;
        More {} => more::More;
        MyData {} => my_data::MyData;
        NewShare {} => sharing::new::NewShare;
        NotificationsPage {} => notifications::NotificationsPage;
        OutcomePage {} => outcome::OutcomePage;
        PlanPage {} => plan::PlanPage;
        Programme {} => programme::overview::Programme;
        QuizPage {} => programme::quiz::QuizPage;
        RecoverWithContact {} => trusted::RecoverWithContact;
        Report {} => report::Report;
        ReportSecurity {} => contact::ReportSecurity;
        ShareWithMet { record_id: RecordId } => sharing::met::ShareWithMet;
        Sharing {} => sharing::Sharing;
        Sheet {} => routes::SheetScreen;
        SuitableStep { answer: Signal<Option<arrival::suitable::Answer>> } => arrival::suitable::SuitableStep;
        Support {} => contact::Support;
        TrustedPage {} => trusted::TrustedPage;
    }
    parts {
        AskedAgain {} => consents::centre::AskedAgain;
        Background {} => frame::Background;
        EpaNotice {} => epa::EpaNotice;
        HintBeside { trigger: Trigger } => hint::HintBeside;
        NewEvents {} => notifications::NewEvents;
        NextAppointment {} => appointments::NextAppointment;
        NextSteps {} => home::NextSteps;
        ReportCard {} => report::ReportCard;
        SheetAgain {} => sheet_again::SheetAgain;
        Unwell {} => diary::advice::Unwell;
    }
}
