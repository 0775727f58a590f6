//! The trusted person.

use heilsam_protocol::contact::{AskContact, ContactAnswer, ContactPage, SetContact};
use heilsam_protocol::path;

use super::{Api, Called};
use crate::transport::{Method, Transport};

impl<T: Transport> Api<T> {
    pub(crate) async fn contact(&self) -> Called<ContactPage> {
        self.get(path::RECOVERY_CONTACT).await
    }

    pub(crate) async fn put_contact(&self, contact: &SetContact) -> Called<()> {
        self.tell(Method::Put, path::RECOVERY_CONTACT, Some(contact)).await
    }

    pub(crate) async fn remove_contact(&self) -> Called<()> {
        self.tell::<()>(Method::Delete, path::RECOVERY_CONTACT, None).await
    }

    pub(crate) async fn ask_contact(&self, ask: &AskContact) -> Called<ContactAnswer> {
        self.post(path::RECOVERY_WITH_CONTACT, ask).await
    }
}
