//! What came from files and is kept beside the diary: listing it, and removing one of it. Neither needs a connection.

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::RecordId;

use super::Client;
use crate::brought::{self, BroughtView, REMOVED};
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// What came from files and has no place in the diary, by kind, the newest first.
    #[must_use]
    pub fn brought(&self) -> Vec<BroughtView> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let records = session.engine.records(CollectionKind::Documents);
        brought::list(records.into_iter().map(|(id, payload, _)| (id, payload)))
    }

    /// Removes the records of a [`BroughtView`], all in one step. The removal is a version of its own; the same file brings it
    /// back.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there; [`ClientError::Store`]: nothing was removed.
    pub async fn remove_brought(&self, records: &[RecordId]) -> Result<(), ClientError> {
        let kind = CollectionKind::Documents;
        let (mut rng, now) = (environment::rng(&self.environment), self.environment.now());
        let changes = self.with_session(|session| {
            let engine = &mut session.engine;
            if records.iter().any(|record| engine.version(kind, *record) == 0) {
                return Err(ClientError::NotFound);
            }
            let mut changes = Vec::new();
            for record in records {
                changes.extend(engine.write(&session.secrets, kind, *record, REMOVED, now, &mut rng)?);
            }
            Ok(changes)
        });
        match changes {
            Ok(changes) => self.store_or_reload(changes).await,
            Err(error @ ClientError::NotFound) => Err(error),
            // What was written before the failure is in memory only: the store decides.
            Err(error) => {
                self.load_engine().await?;
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
    use heilsam_portability::records::Collection;
    use heilsam_portability::sources::Sources;
    use heilsam_portability::{Gathering, Written, sample, take};
    use heilsam_records::kind::KindOf;

    use super::*;
    use crate::brought::What;
    use crate::client::doubles::{Nowhere, Still};
    use crate::store::MemoryStore;
    use crate::vault::MemoryVault;

    type Device = Client<Nowhere, MemoryStore, MemoryVault, Still>;

    async fn device() -> Device {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        client
    }

    /// The records of this device as the module takes them.
    fn gathered(client: &Device) -> Gathering {
        let mut gathering =
            Gathering::new(sample::head(9), sample::names(9), Sources::default(), sample::wish());
        let mut batches = client.batches();
        while let Some((collection, records)) = batches.next_batch(|_| String::new()) {
            gathering.add(collection, &records).unwrap();
        }
        gathering
    }

    /// Takes a file over; gives how many records of the collection it brought.
    async fn bring(client: &Device, file: &str) -> usize {
        let mut brought = take(file.as_bytes(), gathered(client)).unwrap();
        let mut count = 0;
        loop {
            let some = brought.next_records(100_000).unwrap();
            if some.is_empty() {
                return count;
            }
            count += some.iter().filter(|it: &&Written| it.collection == Collection::Documents).count();
            client.take_over(&serde_json::to_string(&some).unwrap()).await.unwrap();
        }
    }

    fn export(client: &Device) -> String {
        let input = gathered(client).into_input().unwrap();
        let mut export = PartsExport::new(input, Format::Json, EPA_LIMIT).unwrap();
        std::iter::from_fn(|| export.next_piece().unwrap().map(|piece| piece.text)).collect()
    }

    fn find(client: &Device, wanted: impl Fn(&BroughtView) -> bool) -> BroughtView {
        let all = client.brought();
        all.iter().find(|it| wanted(it)).unwrap_or_else(|| panic!("{all:#?}")).clone()
    }

    #[tokio::test]
    async fn what_another_app_wrote_is_listed_with_its_name_and_gone_once_it_is_removed() {
        let client = device().await;
        let file = sample::foreign_bundle(Format::Xml).unwrap();
        let count = bring(&client, &file).await;
        let goal = find(&client, |it| it.what == Some(What::Goal));
        assert_eq!((goal.kind, goal.title.as_str()), (KindOf::Plan, "Blutdruck im Zielbereich"));
        let score = find(&client, |it| it.kind == KindOf::Score);
        let told = (score.title.as_str(), score.text.as_str());
        assert_eq!(told, ("Beschwerden gesamt", "7: leicht · geübt & notiert"), "with the note beside it");
        let listed: usize = client.brought().iter().map(|it| it.records.len()).sum();
        assert_eq!(listed, count, "each record is on the list, pieces with what they are pieces of");
        assert!(export(&client).contains("Blutdruck im Zielbereich"));

        client.remove_brought(&goal.records).await.unwrap();
        assert!(client.brought().iter().all(|it| it.records != goal.records));
        assert!(!export(&client).contains("Blutdruck im Zielbereich"));
        let again = take(file.as_bytes(), gathered(&client)).unwrap();
        assert_eq!(again.preview().records, goal.records.len(), "the file would bring that one and no other");
        assert_eq!(again.preview().again, 1, "and the preview says that it was removed");
        bring(&client, &file).await;
        // What it hangs together with is there already.
        let back = find(&client, |it| it.what == Some(What::Goal));
        assert_eq!(back, goal, "it is what it was, and no resource that nobody understands");
        assert!(export(&client).contains("Blutdruck im Zielbereich"));
    }

    #[tokio::test]
    async fn a_questionnaire_is_listed_once_and_goes_with_its_only_answers() {
        let client = device().await;
        bring(&client, &sample::foreign_bundle(Format::Json).unwrap()).await;
        let answers = find(&client, |it| it.kind == KindOf::Questionnaire);
        assert_eq!((answers.what, answers.title.as_str()), (Some(What::Answers), "Ihr Tag"));
        assert_eq!(answers.records.len(), 2, "the form as well");
        client.remove_brought(&answers.records).await.unwrap();
        assert!(client.brought().iter().all(|it| it.kind != KindOf::Questionnaire));
        assert!(!export(&client).contains("\"resourceType\":\"Questionnaire"));
    }

    #[tokio::test]
    async fn a_long_document_goes_with_all_its_pieces() {
        let client = device().await;
        bring(&client, &sample::foreign_bundle(Format::Json).unwrap()).await;
        let document = find(&client, |it| it.kind == KindOf::Document);
        assert!(document.records.len() > 1);
        client.remove_brought(&document.records).await.unwrap();
        assert!(!export(&client).contains(&"QUJD".repeat(1_000)));
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_removed() {
        let client = device().await;
        let nobody = RecordId::from_bytes([9; 16]);
        assert!(matches!(client.remove_brought(&[nobody]).await, Err(ClientError::NotFound)));
    }
}
