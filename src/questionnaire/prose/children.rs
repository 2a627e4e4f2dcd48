//! Which blocks are parts of the item above them: options, sub-points, lettered questions.

use super::asks::ends_with_question;
use super::blocks::{Block, Body, is_title_like};
use super::numbering::{Marker, Style};

/// Joins options and sub-points to the item above, numbers sub-questions after it, and makes numbered headings headings.
pub(super) fn fold_children(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(mut parent) = rest.next() {
        let mut children = Vec::new();
        if parent.marker().is_some_and(|marker| marker.counts() || marker.style == Style::Label) {
            while let Some(child) = rest.peek() {
                let own = children.last().unwrap_or(&parent);
                if !is_child(&parent, own, child) {
                    break;
                }
                children.extend(rest.next());
            }
        }
        if let Some(next) = children.first().or_else(|| rest.peek())
            && is_numbered_heading(&parent, next)
        {
            let words = format!(
                "{} {}",
                parent.marker().and_then(|marker| marker.id.clone()).unwrap_or_default(),
                parent.text()
            );
            let level = heading_level(&parent);
            parent.body = Body::Heading(level);
            parent.lines = vec![(parent.line, words)];
        }
        let asking = children.iter().filter(|child| child.asks()).count();
        if children.is_empty() {
            out.push(parent);
        } else if asking * 2 >= children.len() || names_parts(&parent, &children) {
            let id = parent.marker().and_then(|marker| marker.id.clone());
            let asks = parent.asks();
            let numbered = children.first().and_then(Block::marker).is_some_and(Marker::counts);
            if asks || matches!(parent.body, Body::Heading(_)) {
                // "1. Do you log? - If so, what?" is one item; lettered questions have numbers of their own.
                if asks && !numbered {
                    children.into_iter().for_each(|child| absorb(&mut parent, child));
                    out.push(parent);
                    continue;
                }
                out.push(parent);
            } else {
                parent.body = Body::Heading(7);
                out.push(parent);
            }
            out.extend(numbered_after(children, id.as_deref()));
        } else {
            children.into_iter().for_each(|child| absorb(&mut parent, child));
            out.push(parent);
        }
    }
    out
}

/// Whether `child` is a point of `parent`; `above` is the block right above it.
fn is_child(parent: &Block, above: &Block, child: &Block) -> bool {
    let (Some(upper), Some(lower)) = (parent.marker(), child.marker()) else { return false };
    if child.segment != parent.segment {
        return false;
    }
    let begun = !std::ptr::eq(parent, above);
    // A bullet that asks, after a blank line, asks for itself.
    let announced = begun || !child.apart || parent.text().ends_with([':', '：']) || !child.asks();
    match &lower.style {
        Style::Bullet | Style::Task => announced,
        Style::Letter(..) | Style::Roman(_) => {
            let is_first = lower.value == 1 || lower.roman == Some(1);
            !matches!(upper.style, Style::Letter(..) | Style::Roman(_)) && (begun || is_first)
        }
        Style::Decimal(sign) => {
            // "1) 2) 3)" below "1."
            let other = match &upper.style {
                Style::Decimal(above) => above != sign,
                _ => true,
            };
            let kin =
                above.marker().is_some_and(|marker| marker.style == lower.style && lower.value == marker.value + 1);
            let inner = !other && child.indent >= parent.indent + 2 && (begun || lower.value <= 1);
            inner
                || other
                    && ((begun && kin)
                        || (!begun && lower.value == 1 && !child.apart && !matches!(upper.style, Style::Dotted(_))))
        }
        _ => false,
    }
}

/// "2. Access control" above "2.1 Is it ...?".
fn is_numbered_heading(parent: &Block, next: &Block) -> bool {
    let (Some(upper), Some(lower)) = (parent.marker(), next.marker()) else { return false };
    let Style::Dotted(prefix) = &lower.style else { return false };
    let text = parent.text();
    upper.id.as_deref() == Some(prefix.as_str())
        && matches!(upper.style, Style::Decimal(_) | Style::Dotted(_))
        && !ends_with_question(&text)
        && text.chars().count() <= 100
        && parent.guidance.is_empty()
}

fn heading_level(block: &Block) -> u8 {
    let dots = block.marker().and_then(|marker| marker.id.as_ref()).map_or(0, |id| id.matches('.').count());
    7 + u8::try_from(dots.min(8)).unwrap_or(0)
}

fn absorb(parent: &mut Block, child: Block) {
    let sign = match child.marker() {
        Some(Marker { style: Style::Bullet | Style::Task, .. }) | None => "-".to_owned(),
        Some(Marker { style: Style::Decimal('('), id: Some(id), .. }) => format!("({id})"),
        Some(Marker {
            style: Style::Decimal(sign) | Style::Letter(sign, _) | Style::Roman(sign),
            id: Some(id),
            ..
        }) => {
            if matches!(sign, '(' | '[') {
                format!("({id})")
            } else {
                format!("{id}{sign}")
            }
        }
        Some(marker) => marker.id.clone().unwrap_or_default(),
    };
    let is_option = child.marker().is_some_and(|marker| marker.style == Style::Task);
    let words = format!("{sign} {}", child.text());
    if is_option {
        parent.add_guidance(&words);
    } else {
        parent.lines.push((child.line, words));
    }
    parent.add_guidance(&child.guidance);
}

/// "2) Company" above "a. Name" and "b. Address": the letters are items, whatever they say.
fn names_parts(parent: &Block, children: &[Block]) -> bool {
    let text = parent.text();
    let numbered = children.iter().all(|child| child.marker().is_some_and(Marker::counts));
    numbered && is_title_like(&text) && !text.ends_with([':', '：']) && !parent.asks()
}

/// `a` below `3` is `3.a`, and `i` below that `3.a.i`: by itself it would name several items of the form.
fn numbered_after(mut children: Vec<Block>, parent: Option<&str>) -> Vec<Block> {
    let Some(parent) = parent else { return children };
    let mut letter: Option<(String, u32)> = None;
    for child in &mut children {
        let Body::Marked(marker) = &mut child.body else { continue };
        let Some(id) = &mut marker.id else { continue };
        let follows = letter.as_ref().is_some_and(|(_, last)| marker.value == last + 1);
        let is_roman = matches!(marker.style, Style::Roman(_)) || (marker.roman.is_some() && !follows);
        *id = match &letter {
            Some((above, _)) if is_roman => format!("{above}.{id}"),
            _ => format!("{parent}.{id}"),
        };
        if !is_roman {
            letter = Some((id.clone(), marker.value));
        }
        // Parts of all numbers make one list.
        marker.style = Style::Dotted(parent.to_owned());
    }
    children
}
