//! Direct debits of invoices, as the file that the operator hands to the bank: pain.008.001.08.
//!
//! Source: ISO 20022 pain.008.001.08; EPC130-08, SEPA Core Direct Debit, Customer-to-PSP Implementation Guidelines; DFÜ-Abkommen,
//! Anlage 3 (Deutsche Kreditwirtschaft), whose schemas allow less: names of 70 characters, an address in its parts or none.

use std::collections::BTreeMap;
use std::io;

use anyhow::Context;
use heilsam_compliance::evidence::Moment;
use heilsam_domain::contract::Iban;
use heilsam_storage::Store;
use heilsam_storage::invoices::InvoiceRow;
use jiff::Timestamp;
use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{invoices, target};
use crate::account::secrets::AccountSecrets;
use crate::config::Config;

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";
/// Characters of a name, and of the text for the payer.
const NAME: usize = 70;
const TEXT: usize = 140;
/// Banking days from the file to the first debit: the bank of the debtor has it a day before, and ours takes none in the evening.
const LEAD: u8 = 2;

/// A file for the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Number of the run; with it a file of the same invoices is made again.
    pub run: u64,
    /// How many invoices it collects.
    pub count: usize,
    /// The file.
    pub xml: String,
}

/// Who collects.
struct Creditor<'a> {
    name: &'a str,
    id: &'a str,
    iban: &'a str,
}

/// One invoice to collect.
struct Debit {
    number: String,
    cents: u32,
    name: String,
    iban: String,
    mandate: String,
    mandate_on: Date,
}

/// The file with every invoice that was in none yet, or the one of an earlier run again. None if there is nothing to collect.
///
/// # Errors
/// What to change, in words.
pub async fn export(
    store: &Store,
    secrets: &AccountSecrets,
    config: &Config,
    run: Option<u64>,
    now: Timestamp,
) -> anyhow::Result<Option<Export>> {
    let terms = &config.invoice;
    anyhow::ensure!(terms.tax_number.is_some(), "invoice.tax_number is not set: no invoices are made");
    let iban = Iban::parse(&terms.iban).context("invoice.iban is no IBAN")?;
    let run = match run {
        Some(run) => run,
        None => match store.begin_debit_run().await? {
            Some(run) => run,
            None => return Ok(None),
        },
    };
    let rows = store.debit_run(run).await?;
    anyhow::ensure!(!rows.is_empty(), "there is no run {run}");
    let debits = collect(secrets, &rows, now).with_context(|| {
        format!("run {run} was not printed; when this is mended, `--run {run}` prints it")
    })?;
    let creditor = Creditor { name: &config.operator.name, id: &terms.creditor_id, iban: iban.expose() };
    let xml = write(&creditor, run, now, &debits)?;
    Ok(Some(Export { run, count: rows.len(), xml }))
}

/// The debits of invoices by the day on which they are collected.
fn collect(
    secrets: &AccountSecrets,
    rows: &[InvoiceRow],
    now: Timestamp,
) -> anyhow::Result<BTreeMap<Date, Vec<Debit>>> {
    let earliest = target::days_after(Moment::in_germany(now).today, LEAD);
    let mut debits = BTreeMap::<Date, Vec<Debit>>::new();
    for row in rows {
        let kept = invoices::open(secrets, row)
            .with_context(|| format!("invoice {} cannot be opened with this key file", row.number))?;
        let debit = Debit {
            number: kept.invoice.number,
            cents: kept.invoice.gross_cents,
            name: kept.invoice.buyer.name,
            iban: kept.mandate.iban,
            mandate: kept.mandate.reference,
            mandate_on: kept.mandate.given_on,
        };
        debits.entry(target::day_or_next(kept.invoice.due_on).max(earliest)).or_default().push(debit);
    }
    Ok(debits)
}

fn write(
    creditor: &Creditor<'_>,
    run: u64,
    now: Timestamp,
    debits: &BTreeMap<Date, Vec<Debit>>,
) -> anyhow::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::<u8>::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let document = writer.create_element("Document").with_attribute(("xmlns", NAMESPACE));
    document.write_inner_content(|it| {
        element(it, "CstmrDrctDbtInitn", |it| {
            element(it, "GrpHdr", |it| {
                text(it, "MsgId", &format!("HEILSAM-{run}"))?;
                text(it, "CreDtTm", &now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())?;
                totals(it, debits.values().flatten())?;
                element(it, "InitgPty", |it| text(it, "Nm", &plain(creditor.name, NAME)))
            })?;
            for (number, (day, debits)) in debits.iter().enumerate() {
                let id = format!("HEILSAM-{run}-{}", number + 1);
                element(it, "PmtInf", |it| payment(it, creditor, &id, *day, debits))?;
            }
            Ok(())
        })
    })?;
    Ok(String::from_utf8(writer.into_inner())?)
}

/// All debits of a day.
fn payment(
    writer: &mut Writer<Vec<u8>>,
    creditor: &Creditor<'_>,
    id: &str,
    day: Date,
    debits: &[Debit],
) -> io::Result<()> {
    text(writer, "PmtInfId", id)?;
    text(writer, "PmtMtd", "DD")?;
    text(writer, "BtchBookg", "true")?;
    totals(writer, debits.iter())?;
    element(writer, "PmtTpInf", |it| {
        element(it, "SvcLvl", |it| text(it, "Cd", "SEPA"))?;
        element(it, "LclInstrm", |it| text(it, "Cd", "CORE"))?;
        // Since 2016 the first debit of a mandate may be a recurring one.
        text(it, "SeqTp", "RCUR")
    })?;
    text(writer, "ReqdColltnDt", &day.to_string())?;
    element(writer, "Cdtr", |it| text(it, "Nm", &plain(creditor.name, NAME)))?;
    account(writer, "CdtrAcct", creditor.iban)?;
    agent(writer, "CdtrAgt")?;
    text(writer, "ChrgBr", "SLEV")?;
    element(writer, "CdtrSchmeId", |it| {
        element(it, "Id", |it| {
            element(it, "PrvtId", |it| {
                element(it, "Othr", |it| {
                    text(it, "Id", creditor.id)?;
                    element(it, "SchmeNm", |it| text(it, "Prtry", "SEPA"))
                })
            })
        })
    })?;
    for debit in debits {
        element(writer, "DrctDbtTxInf", |it| transaction(it, debit))?;
    }
    Ok(())
}

fn transaction(writer: &mut Writer<Vec<u8>>, debit: &Debit) -> io::Result<()> {
    element(writer, "PmtId", |it| text(it, "EndToEndId", &debit.number))?;
    let amount = writer.create_element("InstdAmt").with_attribute(("Ccy", "EUR"));
    amount.write_text_content(BytesText::new(&euros(debit.cents.into())))?;
    element(writer, "DrctDbtTx", |it| {
        element(it, "MndtRltdInf", |it| {
            text(it, "MndtId", &debit.mandate)?;
            text(it, "DtOfSgntr", &debit.mandate_on.to_string())
        })
    })?;
    agent(writer, "DbtrAgt")?;
    element(writer, "Dbtr", |it| text(it, "Nm", &plain(&debit.name, NAME)))?;
    account(writer, "DbtrAcct", &debit.iban)?;
    element(writer, "RmtInf", |it| text(it, "Ustrd", &plain(&format!("Rechnung {}", debit.number), TEXT)))
}

fn totals<'a>(writer: &mut Writer<Vec<u8>>, debits: impl Iterator<Item = &'a Debit>) -> io::Result<()> {
    let (count, sum) =
        debits.fold((0_u64, 0_u64), |(count, sum), debit| (count + 1, sum + u64::from(debit.cents)));
    text(writer, "NbOfTxs", &count.to_string())?;
    text(writer, "CtrlSum", &euros(sum))
}

fn account(writer: &mut Writer<Vec<u8>>, name: &str, iban: &str) -> io::Result<()> {
    element(writer, name, |it| element(it, "Id", |it| text(it, "IBAN", iban)))
}

/// Within Europe the bank follows from the account.
fn agent(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    element(writer, name, |it| {
        element(it, "FinInstnId", |it| element(it, "Othr", |it| text(it, "Id", "NOTPROVIDED")))
    })
}

fn element(
    writer: &mut Writer<Vec<u8>>,
    name: &str,
    content: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    writer.create_element(name).write_inner_content(content)?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, value: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(value))?;
    Ok(())
}

/// `1234.56`.
fn euros(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// In the letters that every bank takes, cut to a length. Source: EPC217-08.
fn plain(text: &str, length: usize) -> String {
    let mut written = String::new();
    for each in text.chars() {
        match each {
            'ä' => written.push_str("ae"),
            'ö' => written.push_str("oe"),
            'ü' => written.push_str("ue"),
            'Ä' => written.push_str("Ae"),
            'Ö' => written.push_str("Oe"),
            'Ü' => written.push_str("Ue"),
            'ß' => written.push_str("ss"),
            '&' => written.push('+'),
            each if each.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(each) => written.push(each),
            _ => written.push('.'),
        }
    }
    written.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use quick_xml::Reader;

    use super::*;

    fn debit(number: &str, cents: u32) -> Debit {
        Debit {
            number: number.to_owned(),
            cents,
            name: "Praxis Dr. Müller & Söhne".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
            mandate: "M-1".to_owned(),
            mandate_on: date(2026, 1, 1),
        }
    }

    fn file() -> String {
        let creditor =
            Creditor { name: "Betreiber GmbH", id: "DE98ZZZ09999999999", iban: "AT611904300234573201" };
        let debits = BTreeMap::from([
            (date(2026, 2, 15), vec![debit("R-1", 990), debit("R-2", 1_011)]),
            (date(2026, 3, 15), vec![debit("R-3", 5)]),
        ]);
        write(&creditor, 7, Timestamp::UNIX_EPOCH, &debits).unwrap()
    }

    /// Every element with what stands in it, in order, below this one.
    fn children(xml: &str, of: &str) -> Vec<(String, String)> {
        let (mut reader, mut path, mut found) = (Reader::from_str(xml), Vec::<String>::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    if path.last().is_some_and(|parent| parent == of) {
                        found.push((name.clone(), String::new()));
                    }
                    path.push(name);
                }
                Event::Text(text) => {
                    let value = text.trim().to_owned();
                    let inside = path.iter().rev().nth(1).is_some_and(|parent| parent == of);
                    if let (true, false, Some((_, kept))) = (inside, value.is_empty(), found.last_mut()) {
                        *kept = value;
                    }
                }
                Event::End(_) => drop(path.pop()),
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    fn names(xml: &str, of: &str) -> Vec<String> {
        children(xml, of).into_iter().map(|(name, _)| name).collect()
    }

    fn value(xml: &str, of: &str, name: &str) -> String {
        children(xml, of).into_iter().find(|(found, _)| found == name).unwrap().1
    }

    #[test]
    fn the_file_for_the_bank_has_the_shape_of_pain_008() {
        let xml = file();
        assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        assert!(xml.contains("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.008.001.08\">"));
        assert_eq!(names(&xml, "CstmrDrctDbtInitn"), ["GrpHdr", "PmtInf", "PmtInf"]);
        assert_eq!(names(&xml, "GrpHdr"), ["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"]);
        let payment = [
            "PmtInfId",
            "PmtMtd",
            "BtchBookg",
            "NbOfTxs",
            "CtrlSum",
            "PmtTpInf",
            "ReqdColltnDt",
            "Cdtr",
            "CdtrAcct",
            "CdtrAgt",
            "ChrgBr",
            "CdtrSchmeId",
            "DrctDbtTxInf",
            "DrctDbtTxInf",
        ];
        assert_eq!(names(&xml, "PmtInf")[..payment.len()], payment);
        let transaction = ["PmtId", "InstdAmt", "DrctDbtTx", "DbtrAgt", "Dbtr", "DbtrAcct", "RmtInf"];
        assert_eq!(names(&xml, "DrctDbtTxInf")[..transaction.len()], transaction);
    }

    #[test]
    fn sums_and_days_are_those_of_the_invoices() {
        let xml = file();
        assert_eq!(value(&xml, "GrpHdr", "NbOfTxs"), "3");
        assert_eq!(value(&xml, "GrpHdr", "CtrlSum"), "20.06");
        assert_eq!(value(&xml, "PmtInf", "CtrlSum"), "20.01");
        assert_eq!(value(&xml, "PmtInf", "ReqdColltnDt"), "2026-02-15");
        assert_eq!(value(&xml, "DrctDbtTxInf", "InstdAmt"), "9.90");
        assert_eq!(value(&xml, "MndtRltdInf", "MndtId"), "M-1");
        assert!(xml.contains("<InstdAmt Ccy=\"EUR\">0.05</InstdAmt>"));
    }

    #[test]
    fn names_are_written_in_letters_that_every_bank_takes() {
        assert_eq!(value(&file(), "Dbtr", "Nm"), "Praxis Dr. Mueller + Soehne");
        assert_eq!(plain("Łódź <1>", 70), "..d. .1.");
        assert_eq!(plain(&"ä".repeat(60), NAME).len(), NAME);
    }
}
