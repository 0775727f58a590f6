//! Practices with more members than one request or one answer can speak of.

use std::collections::BTreeSet;

use heilsam_domain::{AccountId, CredentialId, JoiningId, MembersChangeId, Role};
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::practice::{
    AnswerJoining, ChangePractice, MemberDevice, NewJoining, OwnPractice, Practice, PracticeGrant,
    PreparedGrants,
};
use heilsam_protocol::{Bytes, limit, path};
use heilsam_storage::practices::{Accepted, PracticeChanged};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::harness::{Client, TestServer};
use super::practice::{found, join};

/// More than two pages of members, and more than one of devices.
const MEMBERS: u64 = 1_100;
const UNLIMITED: &str = "[limits]\nlookups_per_minute = 100000\nrequests_per_minute = 100000\n";

async fn own(person: &mut Client<'_>) -> Practice {
    person.get(path::PRACTICE).await.read::<OwnPractice>().practice.unwrap()
}

fn sealed(number: u8) -> Bytes {
    Bytes(vec![number; 40])
}

fn grants(accounts: &[AccountId], number: u8) -> Vec<PracticeGrant> {
    let grant = |account: &AccountId| PracticeGrant { account_id: *account, sealed: sealed(number) };
    accounts.iter().map(grant).collect()
}

fn change_id(number: u8) -> MembersChangeId {
    MembersChangeId::from_bytes([number; 16])
}

fn prepare(change: u8, accounts: &[AccountId], number: u8) -> PreparedGrants {
    PreparedGrants { change_id: change_id(change), grants: grants(accounts, number) }
}

/// A change that leaves the main user in, with grants that were handed over before.
fn change(version: u64, main: AccountId, (change, count): (u8, usize)) -> Value {
    let prepared = json!({"change_id": change_id(change), "count": count});
    json!({"version": version, "roster": sealed(8), "grants": grants(&[main], 3), "prepared": prepared})
}

/// Lets `MEMBERS` people come, one after the other, without asking the server over HTTP each time.
async fn fill<'a>(server: &'a TestServer, main: &mut Client<'a>) -> Vec<Client<'a>> {
    found(main, 1).await;
    let practice = own(main).await.practice_id;
    let (store, now) = (&server.state.store, server.now());
    let joining_id = JoiningId::from_bytes([9; 16]);
    let mut members = Vec::new();
    let mut kept = vec![main.account];
    for version in 1..MEMBERS {
        let member = server.log_in_as(Role::Staff, false).await;
        let new = NewJoining { joining_id, offer: sealed(4), note: sealed(5) };
        assert!(store.add_joining(practice, &new, now + SignedDuration::from_hours(1), now).await.unwrap());
        let answer = AnswerJoining { sealed: sealed(6), note: sealed(7) };
        // Accounts of these tests have one passkey, with the same number.
        let by = (member.account, Some(CredentialId::from_bytes(member.account.to_bytes())));
        assert_eq!(store.answer_joining(joining_id, by, &answer, now).await, Ok(Accepted::Waits));
        let grants = grants(&[member.account], 9);
        let roster = Bytes(vec![8; 100]);
        let change = ChangePractice { version, roster, grants, kept: kept.clone(), prepared: None };
        let done = store.change_practice(practice, &change, now).await.unwrap();
        assert_eq!(done, PracticeChanged::Done { came: vec![member.account], went: Vec::new() });
        kept.push(member.account);
        members.push(member);
    }
    members
}

#[tokio::test]
async fn a_practice_has_any_number_of_members_and_all_but_one_get_its_next_keys() {
    let server = TestServer::with(UNLIMITED).await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut members = fill(&server, &mut main).await;
    let practice = own(&mut main).await;
    assert_eq!(u64::try_from(practice.members.len()), Ok(MEMBERS));

    let mut seen = BTreeSet::new();
    let mut address = path::PRACTICE_MEMBERS.to_owned();
    loop {
        let page: Vec<MemberKeys> = main.get(&address).await.read();
        let Some(last) = page.last() else { break };
        assert!(page.len() <= limit::PRACTICE_MEMBERS_PAGE);
        address = format!("{}?after={}", path::PRACTICE_MEMBERS, last.account_id);
        seen.extend(page.iter().map(|it| it.account_id));
    }
    assert!(seen.iter().eq(&practice.members), "each of them once, over all pages");
    let first: Vec<MemberDevice> = main.get(path::PRACTICE_DEVICES).await.read();
    assert_eq!(first.len(), limit::PRACTICE_DEVICES_PAGE);
    let next = format!("{}?after={}", path::PRACTICE_DEVICES, first.last().unwrap().credential_id);
    let rest: Vec<MemberDevice> = main.get(&next).await.read();
    let devices: BTreeSet<CredentialId> = first.iter().chain(&rest).map(|it| it.credential_id).collect();
    assert_eq!(u64::try_from(devices.len()), Ok(MEMBERS - 1), "one for everybody but the main user");

    let mut gone = members.remove(0);
    let staying: Vec<AccountId> = members.iter().map(|it| it.account).collect();
    for part in staying.chunks(limit::PRACTICE_GRANTS) {
        assert_eq!(main.post(path::PRACTICE_GRANTS, prepare(1, part, 2)).await.status, 204);
    }
    let last = members.last_mut().unwrap();
    assert_eq!(own(last).await.grant, sealed(9), "what is handed over counts for nothing before the change");
    let all = change(practice.version, main.account, (1, staying.len()));
    let done = main.put(path::PRACTICE, all).await;
    assert_eq!(done.status, 204, "{done:?}");
    for member in [0, 600, staying.len() - 1] {
        assert_eq!(own(&mut members[member]).await.grant, sealed(2));
    }
    assert_eq!(own(&mut main).await.grant, sealed(3));
    assert_eq!(own(&mut main).await.members.len(), staying.len() + 1);
    assert_eq!(gone.get(path::PRACTICE).await.read::<OwnPractice>().practice, None);
}

#[tokio::test]
async fn what_was_handed_over_for_another_change_or_not_at_all_changes_nothing() {
    let server = TestServer::with(UNLIMITED).await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let (mut first, mut second) =
        (server.log_in_as(Role::Staff, false).await, server.log_in_as(Role::Staff, false).await);
    let mut other = server.log_in_as(Role::Doctor, false).await;
    found(&mut main, 1).await;
    found(&mut other, 2).await;
    join(&mut main, &mut first, 1).await;
    join(&mut main, &mut second, 2).await;
    let both = [first.account, second.account];
    let keys = own(&mut first).await.grant;

    first.post(path::PRACTICE_GRANTS, prepare(1, &both, 2)).await.refused(403, "forbidden");
    other.post(path::PRACTICE_GRANTS, prepare(1, &both, 2)).await.refused(422, "invalid-field");
    let too_many = vec![first.account; limit::PRACTICE_GRANTS + 1];
    main.post(path::PRACTICE_GRANTS, prepare(1, &too_many, 2)).await.refused(422, "invalid-field");

    assert_eq!(main.post(path::PRACTICE_GRANTS, prepare(1, &both, 2)).await.status, 204);
    // Another device of the main user begins a change: what this one handed over is forgotten.
    assert_eq!(main.post(path::PRACTICE_GRANTS, prepare(2, &[first.account], 5)).await.status, 204);
    for prepared in [(1, 2), (2, 2), (3, 1)] {
        main.put(path::PRACTICE, change(3, main.account, prepared)).await.refused(409, "conflict");
    }
    assert_eq!((own(&mut first).await.grant, own(&mut second).await.version), (keys.clone(), 3));

    server.advance(SignedDuration::from_mins(61));
    heilsam_backend::serve::sweep(&server.state).await.unwrap();
    let mut main = server.log_in_again(main.account).await;
    main.put(path::PRACTICE, change(3, main.account, (2, 1))).await.refused(409, "conflict");
    let mut first = server.log_in_again(first.account).await;
    assert_eq!(own(&mut first).await.grant, keys, "nobody was let go with a change that was refused");
}
