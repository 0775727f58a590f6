//! One pull: from which moment, which page next, and where the next pull goes on. It asks nobody itself.

use std::collections::BTreeMap;

use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::bundle::{self, PageError, Reading};
use crate::query;
use crate::seen::Seen;
use crate::take::{self, End, Pulled, take};

/// Pages of one pull; a recorder that never ends is stopped, and goes on at the next pull.
const MOST_PAGES: usize = 500;

/// A device that was silent this long while another one was heard of holds nothing back: it may have been replaced.
const SILENCE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How far the pulls from a recorder came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// The newest reading of each device, of pulls that came to their end.
    #[serde(default)]
    newest: BTreeMap<String, Timestamp>,
    /// A pull that has more to fetch.
    #[serde(default)]
    open: Option<Open>,
    /// Nothing from before is asked for: an earlier build brought it, and forgot that it did. `None`: all may be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    floor: Option<Timestamp>,
}

/// Where a pull goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Open {
    next: String,
    since: Timestamp,
    newest: BTreeMap<String, Timestamp>,
}

/// A pull that is going on.
#[derive(Debug)]
pub struct Round {
    base: String,
    progress: Progress,
    start: Timestamp,
    now: Timestamp,
    /// Readings after this moment are asked for.
    since: Timestamp,
    address: String,
    /// Whether [`Self::address`] is where an earlier pull stopped.
    goes_on: bool,
    newest: BTreeMap<String, Timestamp>,
    readings: Vec<Reading>,
    withdrawn: Vec<String>,
    unreadable: usize,
    pages: usize,
    end: Option<End>,
}

impl Progress {
    /// What stands for the progress of a pairing that an earlier build kept without one: that build asked from its `last` pull
    /// on and forgot readings older than 14 days, so that what the patient deleted or changed since would come back. `None`: it
    /// never pulled.
    #[must_use]
    pub fn of_earlier_build(last: Option<Timestamp>) -> Self {
        Self { floor: last.map(query::remembered_since), ..Self::default() }
    }

    /// The newest reading of the device that was heard of least lately, silent ones left out.
    fn heard_of_least_lately(&self) -> Option<Timestamp> {
        self.newest.values().copied().filter(|at| !self.is_silent(*at)).min()
    }

    /// Whether a device with this newest reading fell silent.
    fn is_silent(&self, newest: Timestamp) -> bool {
        self.newest.values().max().is_some_and(|latest| latest.duration_since(newest) > SILENCE)
    }

    /// The earliest moment from which readings may be asked for.
    fn beginning(&self) -> Timestamp {
        self.floor.unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Round {
    /// Begins where the last pull stopped, else a little before the newest reading of the device that was heard of least
    /// lately, silent ones left out; with nothing received yet at the beginning. `base` is the address of the recorder's FHIR
    /// server.
    #[must_use]
    pub fn begin(base: &str, progress: &Progress, seen: &Seen, now: Timestamp) -> Self {
        // Before devices were told apart only names of readings were kept.
        let newest = progress.heard_of_least_lately().or_else(|| seen.newest());
        let start = query::since(newest).max(progress.beginning());
        let mut round = Self {
            base: base.to_owned(),
            progress: progress.clone(),
            start,
            now,
            since: start,
            address: query::first_page(base, start),
            goes_on: false,
            newest: BTreeMap::new(),
            readings: Vec::new(),
            withdrawn: Vec::new(),
            unreadable: 0,
            pages: 0,
            end: None,
        };
        // The operator may have given the recorder another address since.
        if let Some(open) = &progress.open
            && let Some(next) = query::next_page(&round.address, &open.next)
        {
            (round.address, round.since, round.goes_on) = (next, open.since, true);
            round.newest.clone_from(&open.newest);
        }
        round
    }

    /// The page to ask for; `None` at the end.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.end.is_none().then_some(self.address.as_str())
    }

    /// The recorder did not give the page, or has it no more. Where it was the place at which an earlier pull stopped, this one
    /// begins anew; false: it was not.
    pub fn begin_anew(&mut self) -> bool {
        let goes_on = std::mem::take(&mut self.goes_on);
        if goes_on {
            self.ask_from(self.start);
            self.newest.clear();
        }
        goes_on
    }

    /// The line was lost, or the recorder had no answer. What came before stays, and the next pull goes on at this page; false:
    /// nothing came before.
    pub fn break_off(&mut self) -> bool {
        let came = self.pages > 0;
        if came {
            self.end = Some(End::More);
        }
        came
    }

    /// Takes the answer to [`Self::address`].
    ///
    /// # Errors
    /// [`PageError`]: it is no page.
    pub fn read(&mut self, text: &str) -> Result<(), PageError> {
        let page = bundle::read(text)?;
        self.goes_on = false;
        self.pages += 1;
        for reading in &page.readings {
            // A clock that is ahead must not hide what comes after.
            if take::entry(reading, self.now).is_some() {
                let newest = self.newest.entry(reading.source().to_owned()).or_insert(reading.at);
                *newest = reading.at.max(*newest);
            }
        }
        self.readings.extend(page.readings);
        self.withdrawn.extend(page.withdrawn);
        self.unreadable += page.unreadable;
        let Some(next) = page.next else {
            self.close();
            return Ok(());
        };
        match query::next_page(&self.address, &next) {
            Some(next) => {
                self.address = next;
                self.end = (self.pages >= MOST_PAGES).then_some(End::More);
            }
            None => self.end = Some(End::Elsewhere),
        }
        Ok(())
    }

    /// What came, for a diary that has `already`, and how far it came. Only a pull that is complete moves the moment from
    /// which the next one asks.
    #[must_use]
    pub fn finish(self, already: &[(RecordId, DiaryEntry)], seen: &mut Seen) -> (Pulled, Progress) {
        let mut pulled = take(self.readings, &self.withdrawn, already, seen, self.now);
        pulled.impossible += self.unreadable;
        pulled.end = self.end.unwrap_or(End::More);
        let mut progress = self.progress;
        progress.open = None;
        match pulled.end {
            End::Complete => {
                for (device, at) in self.newest {
                    let newest = progress.newest.entry(device).or_insert(at);
                    *newest = at.max(*newest);
                }
            }
            End::More => {
                let open = Open { next: self.address, since: self.since, newest: self.newest };
                progress.open = Some(open);
            }
            End::Elsewhere => {}
        }
        (pulled, progress)
    }

    /// The last page is there. A device that nobody heard of before, or not for long, may have readings that are older than what
    /// was asked for.
    fn close(&mut self) {
        let progress = &self.progress;
        let is_told_apart = !progress.newest.is_empty();
        let is_new = |(device, at): (&String, &Timestamp)| {
            progress.newest.get(device).is_none_or(|before| progress.is_silent(*before) && at > before)
        };
        let brings_new_device = self.newest.iter().any(is_new);
        let beginning = progress.beginning();
        if is_told_apart && brings_new_device && self.since > beginning {
            self.ask_from(beginning);
        } else {
            self.end = Some(End::Complete);
        }
    }

    /// Once more from a moment on; what came of this pull comes again.
    fn ask_from(&mut self, since: Timestamp) {
        self.since = since;
        self.address = query::first_page(&self.base, since);
        self.readings.clear();
        self.withdrawn.clear();
        self.unreadable = 0;
    }
}

#[cfg(test)]
mod tests;
