//! Messages without content.

use heilsam_domain::PushDeviceId;
use heilsam_protocol::notification::{
    MailCode, NewMail, NotificationChoices, Notifications, PushKnown, PushPlace, PushSubscription, TrialSent,
    WakeUps,
};
use heilsam_protocol::path;

use super::{Api, Called};
use crate::transport::{Method, Transport};

impl<T: Transport> Api<T> {
    pub(crate) async fn notifications(&self) -> Called<Notifications> {
        self.get(path::NOTIFICATIONS).await
    }

    pub(crate) async fn choose_notifications(&self, choices: &NotificationChoices) -> Called<()> {
        self.tell(Method::Put, path::NOTIFICATIONS, Some(choices)).await
    }

    pub(crate) async fn put_wake_ups(&self, wake_ups: &WakeUps) -> Called<()> {
        self.tell(Method::Put, path::NOTIFICATION_WAKE_UPS, Some(wake_ups)).await
    }

    pub(crate) async fn add_push(&self, subscription: &PushSubscription) -> Called<()> {
        self.tell(Method::Post, path::NOTIFICATION_PUSH, Some(subscription)).await
    }

    pub(crate) async fn push_here(&self, place: &PushPlace) -> Called<PushKnown> {
        self.post(path::NOTIFICATION_PUSH_HERE, place).await
    }

    pub(crate) async fn remove_push(&self, device: PushDeviceId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::NOTIFICATION_PUSH_DEVICE, device), None).await
    }

    pub(crate) async fn put_mail(&self, mail: &NewMail) -> Called<()> {
        self.tell(Method::Put, path::NOTIFICATION_MAIL, Some(mail)).await
    }

    pub(crate) async fn confirm_mail(&self, code: &MailCode) -> Called<()> {
        self.tell(Method::Post, path::NOTIFICATION_MAIL_CODE, Some(code)).await
    }

    pub(crate) async fn forget_waiting_mail(&self) -> Called<()> {
        self.tell::<()>(Method::Delete, path::NOTIFICATION_MAIL_CODE, None).await
    }

    pub(crate) async fn remove_mail(&self) -> Called<()> {
        self.tell::<()>(Method::Delete, path::NOTIFICATION_MAIL, None).await
    }

    pub(crate) async fn try_notifications(&self) -> Called<TrialSent> {
        self.read(Method::Post, path::NOTIFICATION_TRIAL, None).await
    }
}
