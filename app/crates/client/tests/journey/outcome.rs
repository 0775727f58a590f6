//! Outcome reporting on two devices of one person.

use heilsam_client::outcome::Step;
use heilsam_therapy::outcome::{ContributionError, UsageLog};
use heilsam_therapy::programme::Course;
use heilsam_therapy::survey::{Part, Participation};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;

use crate::*;

const OUTCOME: ConsentText<'static> = ConsentText { purpose: Purpose::OutcomeReporting, ..CONSENT };

fn utc(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

#[tokio::test]
async fn whoever_never_begins_the_programme_has_a_course_and_its_survey() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let begun = utc(phone.account().unwrap().created_at);
    let courses = phone.courses(utc);
    assert_eq!(courses.iter().map(|it| it.first_use).collect::<Vec<_>>(), [begun]);
    let declined = Participation { declined: true, ..Participation::default() };
    phone.keep_survey(begun, Part::HealthChange, declined).await.unwrap();
    phone.sync().await.unwrap();
    let tablet = erika.log_in_elsewhere(&server).await;
    assert_eq!(tablet.survey(begun, Part::HealthChange), declined);
    assert_eq!(tablet.survey(begun, Part::Satisfaction), Participation::default());
    phone.give_consent(OUTCOME).await.unwrap();
    phone.count_use(phone.now(), begun, true).await.unwrap();
    let after = begun.saturating_add(Span::new().days(90));
    assert!(phone.outcome_numbers(after, utc).is_ok());
    assert_eq!(phone.outcome_numbers(after.yesterday().unwrap(), utc), Err(ContributionError::NotEnded));
}

#[tokio::test]
async fn two_devices_that_agree_get_one_token_and_a_decision_holds_on_both() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let today = phone.now().to_zoned(TimeZone::UTC).date();
    let first_day = today.saturating_sub(Span::new().days(91));
    let course = json!({ "v": 1, "package": "hypertonie", "first_day": first_day });
    phone.save_course(&serde_json::from_value::<Course>(course).unwrap()).await.unwrap();
    let mut used = UsageLog::default();
    used.sign(first_day.at(8, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp(), first_day);
    phone.add_use(&used).await.unwrap();
    assert_eq!(phone.outcome_numbers(today, utc), Err(ContributionError::NoConsent));
    phone.give_consent(OUTCOME).await.unwrap();
    phone.sync().await.unwrap();

    let tablet = erika.log_in_elsewhere(&server).await;
    let numbers = phone.outcome_numbers(today, utc).unwrap();
    let quarter = numbers.quarter();
    assert_eq!(tablet.outcome_numbers(today, utc), Ok(numbers.clone()));
    phone.agree_to_hand_in(numbers.clone(), first_day).await.unwrap();
    let refused = tablet.agree_to_hand_in(numbers.clone(), first_day).await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::Conflict), "there is one token");
    for device in [phone, &tablet, phone] {
        device.sync().await.unwrap();
    }
    let step = phone.outcome_step(quarter).await.unwrap();
    assert!(matches!(&step, Some(Step::Agreed(agreed)) if agreed.not_before > phone.now()));
    assert_eq!(tablet.outcome_step(quarter).await.unwrap(), step);
    assert_eq!(tablet.hand_in_what_is_due().await, Ok(false), "its time has not come");

    tablet.decline_to_hand_in(numbers.quarter(), first_day).await.unwrap();
    tablet.sync().await.unwrap();
    phone.sync().await.unwrap();
    assert_eq!(phone.outcome_step(quarter).await, Ok(Some(Step::Declined)));
    assert_eq!(phone.hand_in_what_is_due().await, Ok(false));

    phone.agree_to_hand_in(numbers, first_day).await.unwrap();
    assert!(
        matches!(phone.outcome_step(quarter).await, Ok(Some(Step::Agreed(_)))),
        "with the token of before"
    );
}

#[tokio::test]
async fn use_goes_from_the_device_to_the_record_in_one_step() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let (began, today) = (phone.now(), phone.now().to_zoned(TimeZone::UTC).date());
    let after = |seconds| began + SignedDuration::from_secs(seconds);
    phone.count_use(began, today, false).await.unwrap();
    assert!(phone.usage().days().is_empty());
    assert_eq!(phone.pending_use().await.unwrap().days().len(), 1);
    for seconds in [60, 90] {
        phone.count_use(after(seconds), today, true).await.unwrap();
        assert!(
            phone.pending_use().await.unwrap().days().is_empty(),
            "what was added does not wait any more"
        );
    }
    let usage = phone.usage();
    let used = usage.days().get(&today).unwrap();
    assert_eq!((used.seconds, used.uses), (90, 1), "one use, counted once");
}
