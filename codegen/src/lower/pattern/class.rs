//! Sets of characters, as in the class of a pattern.

use regex_syntax::ast::{ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, ClassUnicode};
use regex_syntax::hir::{self, HirKind};

const LAST: u32 = 0x10_ffff;
const ASCII: u32 = 0x7f;

/// White space and line terminators of ECMA-262.
#[rustfmt::skip]
const SPACES: [(u32, u32); 10] = [
    (0x9, 0xd), (0x20, 0x20), (0xa0, 0xa0), (0x1680, 0x1680), (0x2000, 0x200a), (0x2028, 0x2029), (0x202f, 0x202f),
    (0x205f, 0x205f), (0x3000, 0x3000), (0xfeff, 0xfeff),
];

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
    /// Whether a Unicode property decides about characters outside ASCII. The characters of a property depend on the
    /// Unicode version of the service, so all of them may be in the set.
    open: bool,
}

impl Class {
    pub(super) fn of(first: char, last: char) -> Self {
        Self { ranges: vec![(first.into(), last.into())], open: false }
    }

    /// The characters of a dot.
    pub(super) fn not_line_ends() -> Self {
        Self { ranges: vec![(0xa, 0xa), (0xd, 0xd), (0x2028, 0x2029)], open: false }.negated(true)
    }

    pub(super) fn perl(class: &ClassPerl) -> Self {
        let letter = |first: char, last: char| (u32::from(first), u32::from(last));
        let ranges = match class.kind {
            ClassPerlKind::Digit => vec![letter('0', '9')],
            ClassPerlKind::Space => SPACES.to_vec(),
            ClassPerlKind::Word => {
                vec![letter('0', '9'), letter('A', 'Z'), letter('_', '_'), letter('a', 'z')]
            }
        };
        Self { ranges, open: false }.negated(class.negated)
    }

    /// A property: its ASCII characters and, unless it has no others, all characters outside ASCII.
    pub(super) fn unicode(class: &ClassUnicode, text: &str) -> Option<Self> {
        let property = text.get(class.span.start.offset..class.span.end.offset)?;
        let parsed = regex_syntax::parse(property).ok()?;
        let HirKind::Class(hir::Class::Unicode(class)) = parsed.kind() else { return None };
        let all: Vec<(u32, u32)> =
            class.iter().map(|range| (range.start().into(), range.end().into())).collect();
        let open = all.iter().any(|range| range.1 > ASCII);
        let ranges = all.into_iter().filter(|range| range.0 <= ASCII).map(|(a, b)| (a, b.min(ASCII)));
        Some(Self { ranges: ranges.collect(), open })
    }

    /// A bracketed class. A nested class, and operators on classes, are not in ECMA-262: there, these characters
    /// are literals.
    pub(super) fn bracketed(class: &ClassBracketed, text: &str) -> Option<Self> {
        let ClassSet::Item(item) = &class.kind else { return None };
        let mut all = Self::default();
        all.add(item, text)?;
        Some(all.negated(class.negated))
    }

    fn add(&mut self, item: &ClassSetItem, text: &str) -> Option<()> {
        let more = match item {
            ClassSetItem::Empty(_) => Self::default(),
            ClassSetItem::Literal(literal) => Self::of(literal.c, literal.c),
            ClassSetItem::Range(range) => Self::of(range.start.c, range.end.c),
            ClassSetItem::Unicode(class) => Self::unicode(class, text)?,
            ClassSetItem::Perl(class) => Self::perl(class),
            ClassSetItem::Union(union) => {
                return union.items.iter().try_for_each(|item| self.add(item, text));
            }
            ClassSetItem::Ascii(_) | ClassSetItem::Bracketed(_) => return None,
        };
        self.ranges.extend(more.ranges);
        self.open |= more.open;
        Some(())
    }

    fn negated(self, negated: bool) -> Self {
        if !negated {
            return self;
        }
        let mut ranges = Vec::new();
        let mut next = 0;
        for (first, last) in self.sorted() {
            if first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self { ranges, open: self.open }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Sorted ranges that do not touch.
    fn sorted(&self) -> Vec<(u32, u32)> {
        let mut all = self.ranges.clone();
        all.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (first, last) in all {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        merged
    }

    /// Returns the characters, with all outside ASCII if a property decides about them.
    pub(super) fn ranges(mut self) -> Vec<(char, char)> {
        if self.open {
            self.ranges.push((ASCII + 1, LAST));
        }
        // A range that starts or ends among the surrogates, which are not characters, is cut at their boundary.
        let first = |code| char::from_u32(code).unwrap_or('\u{e000}');
        let last = |code| char::from_u32(code).unwrap_or('\u{d7ff}');
        let ranges = self.sorted().into_iter().map(|(a, b)| (first(a), last(b)));
        ranges.filter(|(a, b)| a <= b).collect()
    }
}
