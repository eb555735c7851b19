//! A section of a table: a title, column names and rows, drawn between bars.

use super::super::width::width;

/// The padding of a column.
const PADDING: usize = 4;

/// A part of a table.
pub(super) struct Section {
    title: Option<String>,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
    depth: usize,
    /// The number of columns of the first header or row; the rows must match it.
    columns: Option<usize>,
    widths: Vec<usize>,
}

impl Section {
    pub(super) fn new(title: Option<&str>, depth: usize) -> Self {
        Self {
            title: title.map(str::to_owned),
            headers: Vec::new(),
            rows: Vec::new(),
            depth,
            columns: None,
            widths: Vec::new(),
        }
    }

    pub(super) fn add_header(&mut self, headers: Vec<String>) -> Result<(), String> {
        self.widen(&headers)?;
        self.columns.get_or_insert(headers.len());
        self.headers = headers;
        Ok(())
    }

    pub(super) fn add_row(&mut self, row: Vec<String>) -> Result<(), String> {
        let columns = *self.columns.get_or_insert(row.len());
        if row.len() != columns {
            return Err(format!("Row should have {columns} elements, instead it has {}", row.len()));
        }
        self.widen(&row)?;
        self.rows.push(row);
        Ok(())
    }

    fn widen(&mut self, row: &[String]) -> Result<(), String> {
        if self.widths.is_empty() {
            self.widths = row.iter().map(|cell| width(cell)).collect();
        }
        if row.len() > self.widths.len() {
            return Err("list index out of range".to_owned());
        }
        for (known, cell) in self.widths.iter_mut().zip(row) {
            *known = (*known).max(width(cell));
        }
        Ok(())
    }

    /// A single row with a header is transposed: a row for each column.
    pub(super) fn upright(self) -> Result<Self, String> {
        match self.rows.as_slice() {
            [row] if !self.headers.is_empty() => {
                let mut upright = Self::new(self.title.as_deref(), self.depth);
                let cells = self.headers.iter().zip(row);
                cells
                    .into_iter()
                    .try_for_each(|(name, cell)| upright.add_row(vec![name.clone(), cell.clone()]))?;
                Ok(upright)
            }
            _ => Ok(self),
        }
    }

    pub(super) fn total_width(&self) -> usize {
        // A section without a title is as wide as one with the name `None`.
        let title = self.title.as_deref().map_or(4, width);
        let columns: usize = self.widths.iter().map(|width| width + PADDING).sum();
        title.max(columns) + 2 + 2 * self.depth
    }

    pub(super) fn write(&self, max_width: usize, paint: &mut Paint) {
        let max_width = max_width.saturating_sub(2 * self.depth);
        if let Some(title) = self.title.as_deref().filter(|title| !title.is_empty()) {
            paint.line(self.depth, &centred(title, max_width, true));
            if self.headers.is_empty() && self.rows.is_empty() {
                paint.line(self.depth, &format!("+{}+", "-".repeat(max_width.saturating_sub(2))));
            }
        }
        let widths = self.column_widths(max_width);
        if !self.headers.is_empty() {
            paint.line(self.depth, &rule(&widths));
            let cells = widths.iter().zip(&self.headers).enumerate();
            let line: String =
                cells.map(|(index, (width, name))| centred(name, *width, index == 0)).collect();
            paint.line(self.depth, &line);
        }
        if self.rows.is_empty() || widths.is_empty() {
            return;
        }
        paint.line(self.depth, &rule(&widths));
        for row in &self.rows {
            let cells = widths.iter().zip(row).enumerate();
            let line: String =
                cells.map(|(index, (width, cell))| paint.cell(cell, *width, index == 0)).collect();
            paint.line(self.depth, &line);
        }
        paint.line(self.depth, &rule(&widths));
    }

    /// Returns the column widths, scaled to the table; the remainder of rounding goes to the last columns, an excess is taken from
    /// the first ones.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
    fn column_widths(&self, max_width: usize) -> Vec<usize> {
        let natural: Vec<usize> = self.widths.iter().map(|width| width + PADDING).collect();
        let sum: usize = natural.iter().sum();
        let factor = max_width as f64 / sum as f64;
        let mut widths: Vec<usize> =
            natural.iter().map(|width| rounded(factor * *width as f64) as usize).collect();
        let total: usize = widths.iter().sum();
        let count = widths.len();
        for missing in 0..max_width.saturating_sub(total) {
            if let Some(width) =
                missing.checked_rem(count).and_then(|index| widths.iter_mut().rev().nth(index))
            {
                *width += 1;
            }
        }
        for over in 0..total.saturating_sub(max_width) {
            if let Some(width) = over.checked_rem(count).and_then(|index| widths.get_mut(index)) {
                *width = width.saturating_sub(1);
            }
        }
        widths
    }
}

/// Returns the nearest integer; of two, the even one.
fn rounded(number: f64) -> f64 {
    let nearest = number.round();
    if number.fract() == 0.5 && nearest % 2.0 != 0.0 {
        nearest - 1.0
    } else {
        nearest
    }
}

fn rule(widths: &[usize]) -> String {
    let mut line = String::new();
    for (index, width) in widths.iter().enumerate() {
        let edge = if index == 0 { "+" } else { "" };
        line.push_str(edge);
        line.push_str(&"-".repeat(width.saturating_sub(1 + edge.len())));
        line.push('+');
    }
    line
}

/// Returns a text centred in a column; the first column has a bar at its left.
fn centred(text: &str, length: usize, first: bool) -> String {
    let edge = if first { "|" } else { "" };
    let text_width = width(text);
    let before = (length / 2).saturating_sub(text_width / 2 + 1);
    // If a text is too wide, the missing half at the left is taken from the right.
    let start = (edge.len() + length / 2 + text_width).saturating_sub(text_width / 2 + 1);
    let after = length.saturating_sub(1 + start);
    format!("{edge}{}{text}{}|", " ".repeat(before), " ".repeat(after))
}

/// Writes lines, with or without colours.
pub(super) struct Paint {
    out: String,
    colour: bool,
}

const RESET: &str = "\u{1b}[0m";
const BRIGHT_BLUE: &str = "\u{1b}[1m\u{1b}[34m";
const DIM_YELLOW: &str = "\u{1b}[2m\u{1b}[33m";

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        Self { out: String::new(), colour }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Each coloured text is followed by a reset.
    pub(super) fn write(&mut self, text: &str) {
        self.out.push_str(text);
        if self.colour {
            self.out.push_str(RESET);
        }
    }

    fn line(&mut self, depth: usize, line: &str) {
        let bar = if self.colour { format!("{DIM_YELLOW}|{RESET}") } else { "|".to_owned() };
        let bars = bar.repeat(depth);
        self.write(&bars);
        self.write(line);
        self.write(&bars);
        self.write("\n");
    }

    /// Returns a text at the left of a column.
    fn cell(&self, text: &str, length: usize, first: bool) -> String {
        let edge = if first { "|" } else { "" };
        let text_width = width(text);
        let padding = if length > text_width + 2 + edge.len() { 2 } else { 0 };
        let after = length.saturating_sub(edge.len() + padding + text_width + 1);
        let (begin, end) = if self.colour { (BRIGHT_BLUE, RESET) } else { ("", "") };
        format!("{edge}{}{begin}{text}{end}{}|", " ".repeat(padding), " ".repeat(after))
    }
}
