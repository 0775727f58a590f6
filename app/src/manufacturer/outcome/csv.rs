//! The datasets as a table for a spreadsheet: semicolons, decimal commas, one line per number.

use heilsam_protocol::outcome::{Group, QuarterReport, ReportRow, Share, Standing};

/// UTF-8 with a mark, so that spreadsheets read umlauts.
const MARK: &str = "\u{feff}";

/// All rows; empty for a quarter of which nothing is told. `group` says who is counted.
pub(super) fn table(report: &QuarterReport, group: impl Fn(Group) -> String) -> String {
    let Standing::Told { users, rows } = &report.standing else { return String::new() };
    let mut lines = vec!["Quartal;Zeile;Woche;Gruppe;Angabe;Wert".to_owned()];
    lines.push(format!("{};;;{};Nutzer mit Angaben;{users}", report.quarter, group(Group::All)));
    for row in rows {
        let week = row.week.map(|week| week.to_string()).unwrap_or_default();
        let start = format!("{};{};{week};{}", report.quarter, row.id, group(row.group));
        lines.extend(values(row).into_iter().map(|(what, value)| format!("{start};{what};{value}")));
    }
    format!("{MARK}{}\r\n", lines.join("\r\n"))
}

fn tenths(value: u64) -> String {
    format!("{},{}", value / 10, value % 10)
}

fn values(row: &ReportRow) -> Vec<(String, String)> {
    let Some(numbers) = &row.numbers else {
        return vec![("nicht ausgewiesen (weniger als zehn Personen)".to_owned(), String::new())];
    };
    let mut values = Vec::new();
    let mut add = |what: &str, value: String| values.push((what.to_owned(), value));
    if let Some(count) = numbers.count {
        add("Anzahl", count.to_string());
    }
    if let Some(percent) = numbers.percent {
        add("Prozent", tenths(percent));
    }
    if let Some(summary) = numbers.summary {
        for (what, value) in [
            ("Mittelwert", summary.mean),
            ("Standardabweichung", summary.standard_deviation),
            ("Minimum", summary.minimum),
            ("Maximum", summary.maximum),
            ("Medianwert", summary.median),
            ("unteres Quartil", summary.lower_quartile),
            ("oberes Quartil", summary.upper_quartile),
        ] {
            add(what, tenths(value));
        }
    }
    let mut share = |what: &str, share: Share| {
        add(&format!("{what}: Anzahl"), share.count.to_string());
        add(&format!("{what}: Prozent"), tenths(share.percent));
    };
    for answer in &numbers.answers {
        share(&format!("Antwort {}", answer.answer), answer.share);
    }
    if let Some([promoters, passives, detractors]) = numbers.net_promoter {
        share("Promotoren", promoters);
        share("Passive", passives);
        share("Detraktoren", detractors);
    }
    values
}

#[cfg(test)]
mod tests {
    use heilsam_domain::outcome::Quarter;
    use heilsam_protocol::outcome::{AnswerCount, Numbers};
    use jiff::civil::date;

    use super::*;

    fn group(group: Group) -> String {
        match group {
            Group::All => "alle",
            Group::WithDropouts => "mit Abbrüchen",
            Group::WithoutDropouts => "ohne Abbrüche",
        }
        .to_owned()
    }

    #[test]
    fn every_number_has_a_line_and_what_is_hidden_says_so() {
        let quarter = Quarter::of(date(2026, 5, 1));
        let share = Share { count: 12, percent: 600 };
        let numbers = Numbers {
            percent: Some(333),
            answers: vec![AnswerCount { answer: 9, share }],
            ..Numbers::default()
        };
        let rows = vec![
            ReportRow { id: "usage-4".into(), week: None, group: Group::All, numbers: Some(numbers) },
            ReportRow { id: "usage-1".into(), week: Some(2), group: Group::WithoutDropouts, numbers: None },
        ];
        let standing = Standing::Told { users: 20, rows };
        let report = QuarterReport { quarter, closes: quarter.closes(), due: quarter.due(), standing };
        let text = table(&report, group);
        let lines: Vec<&str> = text.trim_start_matches(MARK).lines().collect();
        assert_eq!(
            lines,
            [
                "Quartal;Zeile;Woche;Gruppe;Angabe;Wert",
                "2026-2;;;alle;Nutzer mit Angaben;20",
                "2026-2;usage-4;;alle;Prozent;33,3",
                "2026-2;usage-4;;alle;Antwort 9: Anzahl;12",
                "2026-2;usage-4;;alle;Antwort 9: Prozent;60,0",
                "2026-2;usage-1;2;ohne Abbrüche;nicht ausgewiesen (weniger als zehn Personen);",
            ]
        );
    }

    #[test]
    fn a_quarter_of_which_nothing_is_told_has_no_table() {
        let quarter = Quarter::of(date(2026, 5, 1));
        for standing in [Standing::Collecting, Standing::TooFew] {
            let report = QuarterReport { quarter, closes: quarter.closes(), due: quarter.due(), standing };
            assert_eq!(table(&report, group), "");
        }
    }
}
