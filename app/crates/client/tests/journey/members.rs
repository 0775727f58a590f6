//! Keys of the dossier's members, and a server that shows another key for somebody.

use std::cell::Cell;
use std::rc::Rc;

use heilsam_client::Client;
use heilsam_client::client::KeyStanding;
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Answer, Method, Request, Transport, TransportError};
use heilsam_client::vault::MemoryVault;
use heilsam_crypto::Scope;
use heilsam_crypto::keys::{AccountKeys, AccountMasterKey};
use heilsam_crypto::rng::FastRng;
use heilsam_domain::Role;
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::path;
use heilsam_protocol::site::Site;

use crate::people::{Person, Surroundings};
use crate::program::Program;

/// Passes everything on; once `lies` is set, the reviewer's keys are ones that the server made.
#[derive(Debug)]
struct Lying {
    inner: NativeTransport,
    lies: Rc<Cell<bool>>,
}

impl Transport for Lying {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        let of_members = request.path == path::DOSSIER_MEMBERS;
        let answer = self.inner.send(request).await?;
        if !of_members || !self.lies.get() {
            return Ok(answer);
        }
        let asked =
            Request { method: Method::Get, path: path::SITE.to_owned(), body: None, anonymous: false };
        let site: Site = serde_json::from_slice(&self.inner.send(asked).await?.body).unwrap();
        let mut members: Vec<MemberKeys> = serde_json::from_slice(&answer.body).unwrap();
        for member in members.iter_mut().filter(|it| it.role == Role::ManufacturerReviewer) {
            let mut rng = FastRng::from_seed([66; 32]);
            let scope = Scope { deployment: site.deployment_id, owner: member.account_id };
            let keys = AccountKeys::make(&mut rng).unwrap();
            let forged = keys.to_identity(scope, &AccountMasterKey::make(&mut rng), &mut rng).unwrap();
            member.signing_key = forged.signing_key;
            member.kem_key = forged.kem_key;
            member.signature = forged.signature;
        }
        Ok(Answer { body: serde_json::to_vec(&members).unwrap(), ..answer })
    }
}

#[tokio::test]
async fn a_key_is_compared_once_and_one_that_changed_gets_no_document() {
    let Some(server) = Program::start() else { return };
    let anna = Person::manufacturer(&server, "manufacturer-author", "anna").await;
    let bernd = Person::manufacturer(&server, "manufacturer-reviewer", "bernd").await;
    let lies = Rc::new(Cell::new(false));
    let inner = NativeTransport::new(&server.address()).unwrap();
    let line = Lying { inner, lies: lies.clone() };
    let here = Client::new(line, MemoryStore::default(), MemoryVault::default(), Surroundings);
    anna.log_in_at(&here).await;

    let theirs = |keys: &[heilsam_client::client::MemberKey]| {
        keys.iter().find(|key| key.role == Role::ManufacturerReviewer).unwrap().clone()
    };
    let seen = here.member_keys().await.unwrap();
    assert_eq!(theirs(&seen).standing, KeyStanding::Seen);
    let own = bernd.client.member_keys().await.unwrap();
    assert_eq!((theirs(&own).standing, &theirs(&own).number), (KeyStanding::Own, &theirs(&seen).number));
    here.member_key_compared(theirs(&seen).account_id, &theirs(&seen).number).await.unwrap();
    assert_eq!(theirs(&here.member_keys().await.unwrap()).standing, KeyStanding::Compared);
    here.store_document(b"first").await.unwrap();

    lies.set(true);
    let changed = theirs(&here.member_keys().await.unwrap());
    assert_eq!(changed.standing, KeyStanding::Changed);
    here.store_document(b"second").await.unwrap();
    assert_eq!(here.share_documents().await, Ok(0));
    let stored = bernd.client.stored_documents().await.unwrap();
    assert_eq!(stored.iter().filter(|it| it.key.is_some()).count(), 1, "only what was stored before");

    // Somebody compared the new number with the person: then it counts.
    here.member_key_compared(changed.account_id, &changed.number).await.unwrap();
    assert_eq!(here.share_documents().await, Ok(1));
    lies.set(false);
    assert_eq!(theirs(&here.member_keys().await.unwrap()).standing, KeyStanding::Changed);
}
