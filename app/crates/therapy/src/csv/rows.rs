//! Splitting text into rows and cells (RFC 4180, with any separator).

use super::{COLUMN_LIMIT, CsvError, LINE_LIMIT};

/// A row with the number of its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Counted from 1, as editors do.
    pub line: u32,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

/// Splits a text; rows without any content are left out, cells past the 64th are dropped.
///
/// # Errors
/// A quotation mark that is never closed, or too many lines.
pub fn split(text: &str, separator: char) -> Result<Vec<Row>, CsvError> {
    let mut rows = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut line, mut first_line, mut quote) = (1_u32, 1_u32, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            line += 1;
        }
        if quote.is_some() {
            match letter {
                '"' if letters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quote = None,
                other => cell.push(other),
            }
        } else if letter == '"' && cell.trim().is_empty() {
            cell.clear();
            quote = Some(line);
        } else if letter == separator {
            cells.push(std::mem::take(&mut cell));
        } else if letter == '\n' || letter == '\r' {
            // The line feed of "\r\n" ends an empty row, which is left out.
            push(&mut rows, first_line, &mut cells, &mut cell)?;
            first_line = line;
        } else {
            cell.push(letter);
        }
    }
    if let Some(line) = quote {
        return Err(CsvError::OpenQuote { line });
    }
    push(&mut rows, first_line, &mut cells, &mut cell)?;
    Ok(rows)
}

fn push(rows: &mut Vec<Row>, line: u32, cells: &mut Vec<String>, cell: &mut String) -> Result<(), CsvError> {
    cells.push(std::mem::take(cell));
    let cells: Vec<String> =
        std::mem::take(cells).iter().take(COLUMN_LIMIT).map(|cell| cell.trim().to_owned()).collect();
    if cells.iter().any(|cell| !cell.is_empty()) {
        if rows.len() == LINE_LIMIT {
            return Err(CsvError::TooManyLines);
        }
        rows.push(Row { line, cells });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        split(text, ';').unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        let rows = cells("a;\"b;\"\"c\"\"\nd\";e\r\n\r\n f ;g");
        assert_eq!(rows[0], (1, vec!["a".into(), "b;\"c\"\nd".into(), "e".into()]));
        assert_eq!(rows[1], (4, vec!["f".into(), "g".into()]));
    }

    #[test]
    fn an_open_quote_is_named_by_its_line() {
        assert_eq!(split("a;b\n\"c;d", ';'), Err(CsvError::OpenQuote { line: 2 }));
    }

    #[test]
    fn old_line_ends_are_understood() {
        assert_eq!(cells("a\rb\r").len(), 2);
    }
}
