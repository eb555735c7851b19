//! Text in boxes, and the choice of line breaks: the algorithm of Derek C. Oppen, "Prettyprinting" (1980).
//!
//! A box that fits into the rest of its line is printed on it. Otherwise a consistent box breaks at each of its breaks, and
//! a filled box only where the text up to the next break does not fit. It knows nothing about Rust.

/// The width of lines.
const WIDTH: i64 = 89;
/// The minimum width that a line has after its indentation.
const MIN_WIDTH: i64 = 60;
/// The width of a text that never fits.
const INFINITE: i64 = 0xffff;
/// The indentation of a block.
pub(super) const INDENT: i64 = 4;

/// A possible line break.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// The number of spaces if the line does not break.
    pub(super) spaces: i64,
    /// The indentation of the new line, relative to that of the box.
    pub(super) indent: i64,
    /// Printed before the new line.
    pub(super) before: Option<char>,
    /// Printed at the start of the new line.
    pub(super) after: Option<char>,
    /// Printed if the line does not break.
    pub(super) unbroken: Option<char>,
    /// Whether it is removed at the end of its box.
    pub(super) not_last: bool,
    /// Whether the line never breaks here, although the text before and after is measured separately.
    pub(super) never: bool,
}

#[derive(Clone, Copy, Debug)]
enum Piece {
    Text {
        start: usize,
        end: usize,
    },
    Break(Break),
    Open {
        indent: i64,
        consistent: bool,
    },
    Close,
    /// Makes the boxes around it break.
    Wide,
}

/// A position between pieces, to insert a box around the text after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pieces: usize,
    text: usize,
    width: i64,
}

#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    pieces: Vec<Piece>,
    /// The width of everything on a single line.
    width: i64,
}

impl Layout {
    pub(super) fn text(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece::Text { start, end: self.text.len() });
        self.width += as_width(text.len());
    }

    /// Whether the text ends with such a character, and not with a space or a new line.
    pub(super) fn ends_with(&self, is_end: fn(char) -> bool) -> bool {
        let spaced = |piece: &Piece| matches!(piece, Piece::Break(found) if found.spaces > 0);
        let mut after = self.pieces.iter().rev().take_while(|piece| !matches!(piece, Piece::Text { .. }));
        self.text.ends_with(is_end) && !after.any(spaced)
    }

    pub(super) fn breaks(&mut self, found: Break) {
        self.width += found.spaces;
        self.pieces.push(Piece::Break(found));
    }

    /// A space, or a new line.
    pub(super) fn space(&mut self) {
        self.breaks(Break { spaces: 1, ..Break::default() });
    }

    /// Nothing, or a new line.
    pub(super) fn zero(&mut self) {
        self.breaks(Break::default());
    }

    /// A new line.
    pub(super) fn hard(&mut self) {
        self.breaks(Break { spaces: INFINITE, ..Break::default() });
    }

    /// A new line, except in an empty box.
    pub(super) fn hard_if_any(&mut self) {
        self.breaks(Break { spaces: INFINITE, not_last: true, ..Break::default() });
    }

    /// A space or a new line, except in an empty box.
    pub(super) fn space_if_any(&mut self) {
        self.breaks(Break { spaces: 1, not_last: true, ..Break::default() });
    }

    /// Separates the measurement of the text before and after.
    pub(super) fn never(&mut self) {
        self.breaks(Break { never: true, ..Break::default() });
    }

    /// The end of an element: a comma after the last one is printed only before a new line.
    pub(super) fn comma(&mut self, last: bool) {
        self.list_end(last, 0);
    }

    /// As [`Self::comma`], with spaces around the list.
    pub(super) fn comma_or_space(&mut self, last: bool) {
        self.list_end(last, 1);
    }

    fn list_end(&mut self, last: bool, spaces: i64) {
        if last {
            self.breaks(Break { spaces, before: Some(','), ..Break::default() });
        } else {
            self.text(",");
            self.space();
        }
    }

    /// Begins a consistent box.
    pub(super) fn block(&mut self, indent: i64) {
        self.pieces.push(Piece::Open { indent, consistent: true });
    }

    /// Begins a filled box.
    pub(super) fn fill(&mut self, indent: i64) {
        self.pieces.push(Piece::Open { indent, consistent: false });
    }

    /// Ends a box. One that contains only a break is removed.
    pub(super) fn end(&mut self) {
        match self.pieces.as_mut_slice() {
            [.., Piece::Open { .. }, Piece::Break(last)] => {
                self.width -= last.spaces;
                self.pieces.truncate(self.pieces.len() - 2);
                return;
            }
            [.., Piece::Break(last)] if last.not_last => {
                self.width -= last.spaces;
                *last = Break { never: true, ..Break::default() };
            }
            _ => {}
        }
        self.pieces.push(Piece::Close);
    }

    /// Changes the indentation after the last break.
    pub(super) fn indent(&mut self, by: i64) {
        if let Some(Piece::Break(last)) = self.pieces.last_mut() {
            last.indent += by;
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { pieces: self.pieces.len(), text: self.text.len(), width: self.width }
    }

    /// The width of everything after a mark on a single line.
    pub(super) fn width_since(&self, mark: Mark) -> i64 {
        self.width - mark.width
    }

    /// Removes everything after a mark.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.pieces.truncate(mark.pieces);
        self.text.truncate(mark.text);
        self.width = mark.width;
    }

    /// Begins consistent boxes at a mark, the outermost first.
    pub(super) fn blocks_at<const N: usize>(&mut self, mark: Mark, indents: [i64; N]) {
        self.insert(mark, indents.map(|indent| Piece::Open { indent, consistent: true }));
    }

    /// Begins filled boxes at a mark, the outermost first.
    pub(super) fn fills_at(&mut self, mark: Mark, indents: impl IntoIterator<Item = i64>) {
        self.insert(mark, indents.into_iter().map(|indent| Piece::Open { indent, consistent: false }));
    }

    /// Begins a consistent box at a mark, with a break.
    pub(super) fn block_with_break_at(&mut self, mark: Mark, indent: i64, found: Break) {
        self.width += found.spaces;
        self.insert(mark, [Piece::Open { indent, consistent: true }, Piece::Break(found)]);
    }

    /// Ends a box at a mark.
    pub(super) fn end_at(&mut self, mark: Mark) {
        self.insert(mark, [Piece::Close]);
    }

    fn insert(&mut self, mark: Mark, pieces: impl IntoIterator<Item = Piece>) {
        self.pieces.splice(mark.pieces..mark.pieces, pieces);
    }

    /// Changes the indentation of the box that begins at a mark.
    pub(super) fn indent_box(&mut self, mark: Mark, by: i64) {
        if let Some(Piece::Open { indent, .. }) = self.pieces.get_mut(mark.pieces) {
            *indent += by;
        }
    }

    /// Begins a block at a mark: a brace, a box, and a new line.
    pub(super) fn brace_at(&mut self, mark: Mark) {
        let start = self.text.len();
        self.text.push('{');
        self.width += 1 + INFINITE;
        let new_line = Break { spaces: INFINITE, ..Break::default() };
        let never = Piece::Break(Break { never: true, ..Break::default() });
        let brace = Piece::Text { start, end: start + 1 };
        let open = Piece::Open { indent: INDENT, consistent: true };
        self.insert(mark, [brace, never, open, Piece::Break(new_line)]);
    }

    /// Separates the measurement of the text before and after a mark.
    pub(super) fn never_at(&mut self, mark: Mark) {
        self.insert(mark, [Piece::Break(Break { never: true, ..Break::default() })]);
    }

    /// Removes the end of a box, to continue the box. The mark is before that end.
    pub(super) fn reopen(&mut self, mark: Mark) {
        self.pieces.remove(mark.pieces);
    }

    /// Makes all open boxes break.
    pub(super) fn wide(&mut self) {
        self.pieces.push(Piece::Wide);
        self.width += INFINITE;
    }

    /// Appends the laid out text, and empties the layout.
    pub(super) fn print(&mut self, out: &mut String) {
        let sizes = measure(&self.pieces);
        let mut line = Line { out, room: WIDTH, indent: 0, pending: 0, boxes: Vec::new() };
        for (piece, size) in self.pieces.iter().zip(sizes) {
            match *piece {
                Piece::Text { start, end } => line.text(&self.text[start..end]),
                Piece::Break(found) => line.breaks(found, size),
                Piece::Open { indent, consistent } => line.open(indent, consistent, size),
                Piece::Close => line.indent = line.boxes.pop().map_or(0, |closed| closed.indent),
                Piece::Wide => {}
            }
        }
        self.text.clear();
        self.pieces.clear();
        self.width = 0;
    }
}

fn as_width(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(INFINITE)
}

/// Returns the sizes of boxes and breaks: the width up to the next break after them, outside of the boxes that they are in.
fn measure(pieces: &[Piece]) -> Vec<i64> {
    let mut sizes = vec![0; pieces.len()];
    let mut total = 0;
    // Boxes and breaks whose size is unknown, and ends of boxes.
    let mut waiting: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text { start, end } => total += as_width(end - start),
            Piece::Wide => total += INFINITE,
            Piece::Open { .. } => {
                sizes[at] = -total;
                waiting.push(at);
            }
            Piece::Close => waiting.push(at),
            Piece::Break(found) => {
                settle(pieces, &mut waiting, &mut sizes, total);
                sizes[at] = -total;
                waiting.push(at);
                total += found.spaces;
            }
        }
    }
    settle(pieces, &mut waiting, &mut sizes, total);
    sizes
}

/// Completes the sizes of the last break, and of the boxes that ended since then.
fn settle(pieces: &[Piece], waiting: &mut Vec<usize>, sizes: &mut [i64], total: i64) {
    let mut ended = 0;
    while let Some(&at) = waiting.last() {
        match pieces[at] {
            Piece::Close => ended += 1,
            Piece::Open { .. } if ended == 0 => return,
            Piece::Open { .. } => {
                ended -= 1;
                sizes[at] += total;
            }
            _ => sizes[at] += total,
        }
        waiting.pop();
        if ended == 0 && matches!(pieces[at], Piece::Break(_)) {
            return;
        }
    }
}

/// A box that is being printed.
struct Open {
    /// The indentation around it.
    indent: i64,
    fits: bool,
    consistent: bool,
}

struct Line<'o> {
    out: &'o mut String,
    /// The rest of the line.
    room: i64,
    indent: i64,
    /// Spaces that are printed before the next text, so that no line ends with spaces.
    pending: i64,
    boxes: Vec<Open>,
}

impl Line<'_> {
    fn text(&mut self, text: &str) {
        self.flush();
        self.out.push_str(text);
        self.room -= as_width(text.len());
    }

    fn flush(&mut self) {
        const SPACES: &str = "                                                                ";
        let mut rest = usize::try_from(self.pending).unwrap_or_default();
        while rest > 0 {
            let some = rest.min(SPACES.len());
            self.out.push_str(&SPACES[..some]);
            rest -= some;
        }
        self.pending = 0;
    }

    fn open(&mut self, indent: i64, consistent: bool, size: i64) {
        let fits = size <= self.room;
        self.boxes.push(Open { indent: self.indent, fits, consistent });
        if !fits {
            self.indent += indent;
        }
    }

    fn breaks(&mut self, found: Break, size: i64) {
        let fits = match self.boxes.last() {
            _ if found.never => true,
            Some(around) if around.fits => true,
            Some(around) if around.consistent => false,
            _ => size <= self.room,
        };
        if fits {
            self.pending += found.spaces;
            self.room -= found.spaces;
            if let Some(unbroken) = found.unbroken {
                self.out.push(unbroken);
                self.room -= 1;
            }
            return;
        }
        if let Some(before) = found.before {
            self.flush();
            self.out.push(before);
        }
        self.out.push('\n');
        self.pending = self.indent + found.indent;
        self.room = (WIDTH - self.pending).max(MIN_WIDTH);
        if let Some(after) = found.after {
            self.flush();
            self.out.push(after);
            self.room -= 1;
        }
    }
}
