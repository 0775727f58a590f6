//! Chat with everybody in a call: an [`Exchange`] with each of them, shown as one conversation.
//!
//! A text goes to everybody who is there, sealed for each; a document goes to one, whose line it belongs to.

use core::time::Duration;

use super::{Entry, Exchange, Unsendable, What};

/// The line to the first person of the beginning: the doctor for guests, and whom the doctor admitted first.
pub const FIRST: u32 = 0;

/// The lines of one call.
#[derive(Debug)]
pub struct Lines {
    lines: Vec<Line>,
    log: Vec<Item>,
    /// The line to whoever is the first person now.
    first: u32,
    /// Whether this side's screen is shown.
    shares: bool,
}

#[derive(Debug)]
struct Line {
    id: u32,
    name: String,
    there: bool,
    exchange: Exchange,
}

/// One thing that was said: the same own text has an entry in each line it went to.
#[derive(Debug, PartialEq, Eq)]
struct Item(bool, Vec<(u32, u32)>);

/// One line of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The line it came through, or the first one it went to.
    pub line: u32,
    /// What it is; an own text counts as delivered once everybody has it.
    pub entry: Entry,
    /// Who else read or said it.
    pub names: Vec<String>,
}

impl Lines {
    /// Only the first line. `first_id` is as in [`Exchange::new`].
    #[must_use]
    pub fn new(first_id: u32) -> Self {
        let mut lines = Self { lines: Vec::new(), log: Vec::new(), first: FIRST, shares: false };
        lines.set(FIRST, "", first_id);
        lines
    }

    /// Somebody is there, under this name.
    pub fn set(&mut self, id: u32, name: &str, first_id: u32) {
        match self.lines.iter_mut().find(|line| line.id == id) {
            Some(line) => {
                line.there = true;
                if line.name != name {
                    name.clone_into(&mut line.name);
                }
            }
            None => {
                let exchange = Exchange::new(first_id);
                self.lines.push(Line { id, name: name.to_owned(), there: true, exchange });
            }
        }
    }

    /// Only the first person and these are there; what the others said stays to be read.
    pub fn keep(&mut self, ids: &[u32]) {
        for line in &mut self.lines {
            line.there = line.id == self.first || ids.contains(&line.id);
        }
    }

    /// The line to the first person.
    #[must_use]
    pub const fn first(&self) -> u32 {
        self.first
    }

    /// The first person has left, and whoever has this line takes their place; lines keep their numbers. `false`, and
    /// nothing changes, when nobody has it.
    pub fn promote(&mut self, id: u32) -> bool {
        if !self.lines.iter().any(|line| line.id == id) {
            return false;
        }
        for line in &mut self.lines {
            line.there = (line.there && line.id != self.first) || line.id == id;
        }
        self.first = id;
        true
    }

    /// The names of everybody who is there.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.lines.iter().filter(|line| line.there).map(|line| line.name.clone()).collect()
    }

    /// Says a text to everybody who is there.
    ///
    /// # Errors
    /// [`Unsendable`]; nobody got it.
    pub fn say(&mut self, now: Duration, text: &str) -> Result<(), Unsendable> {
        // Asked of all before it goes to any: whoever reads an error sends it again.
        for line in self.lines.iter().filter(|line| line.there) {
            line.exchange.sayable(text)?;
        }
        let mut to = Vec::new();
        for line in self.lines.iter_mut().filter(|line| line.there) {
            line.exchange.say(now, text)?;
            to.extend(line.exchange.entries().last().map(|entry| (line.id, entry.id)));
        }
        self.log.push(Item(true, to));
        Ok(())
    }

    /// Sends a document to the first person.
    ///
    /// # Errors
    /// As [`Exchange::offer`].
    pub fn offer(&mut self, now: Duration, name: &str, bytes: Vec<u8>) -> Result<(), Unsendable> {
        let first = self.line(self.first).ok_or(Unsendable::Empty)?;
        first.exchange.offer(now, name, bytes)?;
        self.note();
        Ok(())
    }

    /// Takes a document back, or stops taking one.
    pub fn withdraw(&mut self, line: u32, own: bool, id: u32) {
        if let Some(line) = self.line(line) {
            line.exchange.withdraw(own, id);
        }
    }

    /// This side's screen is shown to everybody, or no longer.
    pub fn share(&mut self, now: Duration, on: bool) {
        self.shares = on;
        for line in &mut self.lines {
            line.exchange.share(now, on);
        }
    }

    /// Takes a message of somebody.
    pub fn take(&mut self, now: Duration, line: u32, message: &[u8]) {
        if let Some(line) = self.line(line) {
            line.exchange.take(now, message);
        }
        self.note();
    }

    /// Time passed. Who came while the screen was shown hears of it here.
    pub fn tick(&mut self, now: Duration) {
        for line in self.lines.iter_mut().filter(|line| line.there) {
            if self.shares && !line.exchange.sharing {
                line.exchange.share(now, true);
            }
            line.exchange.tick(now);
        }
    }

    /// The messages to send now, each through its line; what was meant for those who left stays.
    pub fn take_outbox(&mut self) -> Vec<(u32, Vec<u8>)> {
        let of = |line: &mut Line| {
            let id = line.id;
            line.exchange.take_outbox().into_iter().map(move |message| (id, message))
        };
        self.lines.iter_mut().filter(|line| line.there).flat_map(of).collect()
    }

    /// The lines of those who show their screen in place of their picture.
    #[must_use]
    pub fn sharers(&self) -> Vec<u32> {
        let shares = |line: &&Line| line.there && line.exchange.other_shares();
        self.lines.iter().filter(shares).map(|line| line.id).collect()
    }

    /// The bytes of a document that is there whole.
    #[must_use]
    pub fn content(&self, line: u32, own: bool, id: u32) -> Option<&[u8]> {
        self.lines.iter().find(|each| each.id == line)?.exchange.content(own, id)
    }

    /// The conversation, oldest first.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        self.log.iter().filter_map(|item| self.read(item)).collect()
    }

    fn read(&self, Item(own, places): &Item) -> Option<Said> {
        let found = places.iter().filter_map(|(line, id)| {
            let line = self.lines.iter().find(|each| each.id == *line)?;
            let entry = line.exchange.entries().iter().find(|entry| entry.own == *own && entry.id == *id)?;
            Some((line, entry))
        });
        let found: Vec<_> = found.collect();
        let (first, entry) = found.first()?;
        let mut entry = (*entry).clone();
        if let What::Text { delivered, .. } = &mut entry.what {
            let waits = |what: &What| matches!(what, What::Text { delivered: false, .. });
            *delivered = !found.iter().any(|(line, each)| line.there && waits(&each.what));
        }
        let names = found.iter().map(|(line, _)| line.name.clone()).collect();
        Some(Said { line: first.id, entry, names })
    }

    fn line(&mut self, id: u32) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    /// Puts what is new into the conversation.
    fn note(&mut self) {
        for line in &self.lines {
            for entry in line.exchange.entries() {
                let place = (line.id, entry.id);
                let known =
                    self.log.iter().any(|Item(own, places)| *own == entry.own && places.contains(&place));
                if !known {
                    self.log.push(Item(entry.own, vec![place]));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_ENTRIES;
    use super::*;

    const NOW: Duration = Duration::from_secs(1);

    fn three() -> Lines {
        let mut lines = Lines::new(1);
        lines.set(FIRST, "Dr. Weber", 1);
        lines.set(7, "Ayşe", 500);
        lines
    }

    fn texts(lines: &Lines) -> Vec<(String, bool, Vec<String>)> {
        let text = |said: Said| match said.entry.what {
            What::Text { text, delivered } => (text, delivered, said.names),
            What::Document { name, .. } => (name, false, said.names),
        };
        lines.said().into_iter().map(text).collect()
    }

    /// Everything that `from` sends through this line reaches `to`, and back.
    fn pass(from: &mut Lines, line: u32, to: &mut Exchange) {
        for (_, message) in from.take_outbox().into_iter().filter(|(id, _)| *id == line) {
            to.take(NOW, &message);
        }
        for message in to.take_outbox() {
            from.take(NOW, line, &message);
        }
    }

    #[test]
    fn a_text_reaches_everybody_and_says_to_whom() {
        let mut lines = three();
        lines.say(NOW, "Guten Tag").unwrap();
        let out = lines.take_outbox();
        assert_eq!(out.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [FIRST, 7]);
        let names = vec!["Dr. Weber".to_owned(), "Ayşe".to_owned()];
        assert_eq!(texts(&lines), [("Guten Tag".to_owned(), false, names.clone())]);
        let (mut doctor, mut other) = (Exchange::new(9), Exchange::new(99));
        lines.tick(NOW * 9);
        let out = lines.take_outbox();
        for (line, message) in out {
            let to = if line == FIRST { &mut doctor } else { &mut other };
            to.take(NOW, &message);
        }
        for message in doctor.take_outbox() {
            lines.take(NOW, FIRST, &message);
        }
        assert!(!texts(&lines)[0].1, "one has it, the other does not");
        pass(&mut lines, 7, &mut other);
        assert_eq!(texts(&lines), [("Guten Tag".to_owned(), true, names)]);
    }

    #[test]
    fn a_text_that_one_line_cannot_carry_goes_to_nobody() {
        let mut lines = three();
        for _ in 0..MAX_ENTRIES {
            lines.lines[1].exchange.say(NOW, "schon gesagt").unwrap();
        }
        lines.take_outbox();
        assert_eq!(lines.say(NOW, "Guten Tag"), Err(Unsendable::TooMany));
        assert_eq!((lines.take_outbox(), lines.said()), (Vec::new(), Vec::new()));
    }

    #[test]
    fn who_left_is_not_written_to_and_what_they_said_stays() {
        let mut lines = three();
        let mut other = Exchange::new(99);
        other.say(NOW, "Bis bald").unwrap();
        pass(&mut lines, 7, &mut other);
        lines.keep(&[]);
        lines.say(NOW, "Noch da?").unwrap();
        assert!(lines.take_outbox().iter().all(|(line, _)| *line == FIRST));
        let all = texts(&lines);
        assert_eq!((all[0].0.as_str(), all[0].2.as_slice()), ("Bis bald", &["Ayşe".to_owned()][..]));
        assert_eq!(lines.names(), ["Dr. Weber"]);
    }

    #[test]
    fn when_the_first_person_leaves_another_takes_their_place_and_what_came_stays() {
        let mut lines = three();
        let mut first = Exchange::new(9);
        first.say(NOW, "Guten Tag").unwrap();
        first.offer(NOW, "Befund.png", b"\x89PNG\r\n\x1a\n....".to_vec()).unwrap();
        for _ in 0..3 {
            pass(&mut lines, FIRST, &mut first);
        }
        assert!(!lines.promote(8), "nobody has this line");
        assert!(lines.promote(7));
        lines.keep(&[]);
        assert_eq!((lines.first(), lines.names()), (7, vec!["Ayşe".to_owned()]));
        let all = texts(&lines);
        assert_eq!((all[0].0.as_str(), all[0].2.as_slice()), ("Guten Tag", &["Dr. Weber".to_owned()][..]));
        let document = lines.said()[1].clone();
        assert!(lines.content(document.line, false, document.entry.id).is_some());

        let mut next = Exchange::new(99);
        lines.say(NOW, "Wir sind zu zweit").unwrap();
        lines.offer(NOW, "Plan.png", b"\x89PNG\r\n\x1a\n....".to_vec()).unwrap();
        let out = lines.take_outbox();
        assert!(out.iter().all(|(line, _)| *line == 7));
        for (_, message) in out {
            next.take(NOW, &message);
        }
        assert_eq!(next.entries().len(), 2);
        next.share(NOW, true);
        pass(&mut lines, 7, &mut next);
        assert_eq!(lines.sharers(), [lines.first()]);
    }

    #[test]
    fn a_shared_screen_is_known_of_each_and_to_who_comes_later() {
        let mut lines = three();
        let mut other = Exchange::new(99);
        other.share(NOW, true);
        pass(&mut lines, 7, &mut other);
        assert_eq!(lines.sharers(), [7]);
        lines.share(NOW, true);
        lines.take_outbox();
        let mut late = Exchange::new(1_000);
        lines.set(8, "Sam", 1);
        lines.tick(NOW);
        pass(&mut lines, 8, &mut late);
        assert!(late.other_shares());
        lines.keep(&[8]);
        assert!(lines.sharers().is_empty(), "who left shows nothing");
    }

    #[test]
    fn a_document_goes_to_the_first_person_alone() {
        let mut lines = three();
        lines.offer(NOW, "Befund.png", b"\x89PNG\r\n\x1a\n....".to_vec()).unwrap();
        assert!(lines.take_outbox().iter().all(|(line, _)| *line == FIRST));
        assert_eq!(texts(&lines)[0].2, ["Dr. Weber"]);
    }
}
