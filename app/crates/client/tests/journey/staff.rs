//! Staff who come with the code of their practice alone.

use heilsam_client::client::{Accepted, Belonging};
use heilsam_domain::{EnrolmentCode, Role};
use heilsam_protocol::ProblemCode;

use crate::people::{Person, client};
use crate::practice::{PRACTICE, practice_of};
use crate::program::Program;

#[tokio::test]
async fn staff_register_with_the_code_of_their_practice_and_accept_with_the_same_one() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor(&server).await;
    let main = &weber.client;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    let id = main.invite_member("Sam Helfer").await.unwrap();
    let code = EnrolmentCode::parse(&practice_of(main).await.joinings[0].code).unwrap();

    let sam = Person::staff_of_practice(&server, &code, "sam").await;
    let staff = &sam.client;
    assert_eq!(staff.account().map(|account| account.role), Some(Role::Staff));
    assert_eq!(staff.practice().await, Ok(Belonging::Nowhere));
    let twice = client(&server).begin_with_joining_code(&code).await.unwrap_err();
    assert_eq!(twice.code(), Some(ProblemCode::CodeRefused), "a code makes one account");

    let offer = staff.look_at_joining(&code).await.unwrap();
    assert_eq!((offer.practice.as_str(), offer.main_user.as_str()), (PRACTICE, "Dr. Weber"));
    staff.accept_joining(&offer, "Sam Helfer").await.unwrap();
    assert_eq!(staff.practice().await, Ok(Belonging::Waits));
    let answer = practice_of(main).await.joinings.remove(0).answer;
    assert!(matches!(answer, Some(Accepted::ByCode { name, role: Role::Staff }) if name == "Sam Helfer"));
    main.release_member(id).await.unwrap();
    assert_eq!(practice_of(staff).await.members.len(), 2);
    server.holds_nowhere(PRACTICE);
    for text in [code.expose(), code.expose().replace('-', "")] {
        server.holds_nowhere(&text);
    }
}
