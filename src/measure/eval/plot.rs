//! Two plots in one drawing: precision against coverage, and what was said against what was found.

use super::Report;

/// Side of a plot's square, in pixels.
const SIDE: f64 = 300.0;
/// Room at the left of a plot for its axis.
const LEFT: f64 = 64.0;
/// Room above.
const TOP: f64 = 52.0;
/// From one plot's left edge to the next.
const STEP: f64 = 420.0;

/// The drawing as SVG, with its own colours and no outside parts.
pub fn svg(report: &Report) -> String {
    let width = STEP * 2.0;
    let height = TOP + SIDE + 62.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"Noto Sans, DejaVu Sans, sans-serif\" font-size=\"12\" fill=\"#1f2933\" role=\"img\">\n\
         <title>Precision against coverage, and reliability, of {} items</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        report.items
    );
    // Precision below half is of no use to anybody: the axis begins there.
    let precision = Plot { left: LEFT, low: 0.5, title: "Precision against coverage" };
    precision.axes("answerable items answered rightly", "answers that are right", &mut out);
    out.push_str(&precision.level(0.97, "97 %"));
    let points: Vec<(f64, f64)> = report.curve.iter().map(|point| (point.coverage, point.precision)).collect();
    out.push_str(&precision.line(&points));
    for (number, name) in ["high", "medium"].iter().enumerate() {
        let at = report.curve.iter().rfind(|point| point.threshold >= report.thresholds[number]);
        if let Some(point) = at {
            out.push_str(&precision.dot(point.coverage, point.precision, 5.0));
            let (x, y) = precision.place(point.coverage, point.precision);
            out.push_str(&format!("<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{name}</text>\n", y + 20.0));
        }
    }
    let reliability = Plot { left: LEFT + STEP, low: 0.0, title: "Reliability of the probability" };
    reliability.axes("probability said", "share found right", &mut out);
    let (x1, y1) = reliability.place(0.0, 0.0);
    let (x2, y2) = reliability.place(1.0, 1.0);
    out.push_str(&format!(
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#9aa5b1\" stroke-dasharray=\"5 4\"/>\n"
    ));
    let bins: Vec<(f64, f64)> = report.bins.iter().map(|bin| (bin.said, bin.found)).collect();
    out.push_str(&reliability.line(&bins));
    for bin in &report.bins {
        // The area of a dot grows with its answers.
        out.push_str(&reliability.dot(bin.said, bin.found, (bin.answers as f64).sqrt().clamp(2.5, 9.0)));
    }
    out.push_str("</svg>\n");
    out
}

struct Plot {
    left: f64,
    /// Where the upright axis begins.
    low: f64,
    title: &'static str,
}

impl Plot {
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let y = ((y - self.low) / (1.0 - self.low)).clamp(0.0, 1.0);
        (self.left + x.clamp(0.0, 1.0) * SIDE, TOP + (1.0 - y) * SIDE)
    }

    fn axes(&self, across: &str, up: &str, out: &mut String) {
        let (left, bottom) = (self.left, TOP + SIDE);
        out.push_str(&format!(
            "<text x=\"{left}\" y=\"{}\" font-size=\"15\" font-weight=\"600\">{}</text>\n",
            TOP - 24.0,
            self.title
        ));
        for step in 0..=5 {
            let share = f64::from(step) / 5.0;
            let x = left + share * SIDE;
            let y = bottom - share * SIDE;
            let value = self.low + share * (1.0 - self.low);
            out.push_str(&format!(
                "<line x1=\"{left}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke=\"#e4e7eb\"/>\n\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#52606d\">{:.0} %</text>\n\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" fill=\"#52606d\">{:.0} %</text>\n",
                left + SIDE,
                left - 8.0,
                y + 4.0,
                value * 100.0,
                bottom + 18.0,
                share * 100.0
            ));
        }
        out.push_str(&format!(
            "<path d=\"M{left} {TOP}V{bottom}H{}\" fill=\"none\" stroke=\"#52606d\"/>\n\
             <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{across}</text>\n\
             <text transform=\"translate({},{}) rotate(-90)\" text-anchor=\"middle\">{up}</text>\n",
            left + SIDE,
            left + SIDE / 2.0,
            bottom + 42.0,
            left - 48.0,
            TOP + SIDE / 2.0
        ));
    }

    fn level(&self, y: f64, name: &str) -> String {
        let (x, y) = self.place(0.0, y);
        format!(
            "<line x1=\"{x}\" y1=\"{y:.1}\" x2=\"{}\" y2=\"{y:.1}\" stroke=\"#9aa5b1\" stroke-dasharray=\"5 4\"/>\n\
             <text x=\"{}\" y=\"{:.1}\" fill=\"#52606d\">{name}</text>\n",
            x + SIDE,
            x + SIDE + 6.0,
            y + 4.0
        )
    }

    fn line(&self, points: &[(f64, f64)]) -> String {
        let places: Vec<String> =
            points.iter().map(|(x, y)| self.place(*x, *y)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#2f6f4e\" stroke-width=\"2\" stroke-linejoin=\"round\"/>\n",
            places.join(" ")
        )
    }

    fn dot(&self, x: f64, y: f64, radius: f64) -> String {
        let (x, y) = self.place(x, y);
        format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#2f6f4e\"/>\n")
    }
}
