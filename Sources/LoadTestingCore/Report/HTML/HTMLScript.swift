/// The script of a report's page: read-out, switches of lines, zoom, sorting.
///
/// It reads only what the page shows, and writes only text: nothing of a run becomes markup. Where
/// another content takes the place of the page's, the event `report` has it begin anew.
enum HTMLScript {
    /// The source that the page's policy allows.
    static let hash = ContentHash.source(of: markup.html)

    /// The content of the script element.
    static let markup: Markup = #"""
        "use strict";
        (() => {
        const all = (selector, root) => [...root.querySelectorAll(selector)];
        const make = (name, attributes, parent) => {
          const element = document.createElementNS("http://www.w3.org/2000/svg", name);
          for (const key in attributes) element.setAttribute(key, attributes[key]);
          return parent.appendChild(element);
        };
        const short = value => {
          const size = Math.abs(value);
          return value.toLocaleString("en", {
            maximumFractionDigits: size < 10 ? 2 : size < 100 ? 1 : 0 });
        };
        const bytes = value => {
          let unit = 0;
          while (Math.abs(value) >= 1024 && unit < 3) { value /= 1024; unit += 1; }
          return short(value) + " " + ["B", "KiB", "MiB", "GiB"][unit];
        };
        const words = {
          time: v => v < 1 ? short(v * 1e3) + " µs" : v < 1e3 ? short(v) + " ms"
            : short(v / 1e3) + " s",
          rate: v => short(v) + "/s", count: short, bytes, byteRate: v => bytes(v) + "/s",
          percent: v => short(v) + " %" };
        const steps = [.1, .2, .5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
          10800, 21600, 43200, 86400];
        const two = number => String(number).padStart(2, "0");

        const begin = () => {
        const main = document.querySelector("main");
        const end = +main.dataset.end;
        const clock = (second, step) => {
          if (end < 120) return short(second) + " s";
          const whole = step < 1 ? Math.round(second * 10) / 10 : Math.round(second);
          const minutes = Math.floor(whole / 60), rest = two(Math.round(whole % 60 * 10) / 10);
          return minutes < 60 ? minutes + ":" + rest
            : Math.floor(minutes / 60) + ":" + two(minutes % 60) + ":" + rest;
        };
        const times = main.dataset.times.split(" ").map(Number);
        let view = [0, 1000];
        main.classList.add("scripted");

        const charts = all("figure.chart", document).map(figure => {
          const plot = figure.querySelector(".plot"), legend = figure.querySelector(".legend");
          const isTime = figure.dataset.axis === "time";
          const chart = { plot, isTime, area: plot.querySelector(".area"),
            ticks: plot.querySelector(".ticks"),
            x: isTime ? times.map(t => t / end * 1000) : figure.dataset.x.split(" ").map(Number),
            name: isTime ? i => clock(times[i], .1)
              : (names => i => names[i])(figure.dataset.names.split("|")),
            height: plot.getAttribute("height") };
          chart.box = chart.area.getAttribute("viewBox").split(" ");
          // A title would cover the chart as a tool tip; the heading names it as well.
          const title = plot.querySelector("title");
          plot.setAttribute("aria-labelledby", plot.getAttribute("aria-labelledby")
            .replace(title.id, title.id.replace(/-t$/, "-h")));
          title.remove();
          chart.lines = all("[data-values]", plot).map((path, index) => {
            const item = legend.children[index];
            const button = document.createElement("button");
            button.type = "button";
            button.setAttribute("aria-pressed", "true");
            button.append(...item.childNodes);
            item.append(button);
            button.addEventListener("click", () => {
              const isOff = path.classList.toggle("off");
              button.setAttribute("aria-pressed", String(!isOff));
            });
            return { values: path.dataset.values.split(" "), output: item.querySelector("output") };
          });
          chart.when = document.createElement("li");
          chart.when.className = "when";
          legend.append(chart.when);
          chart.write = words[figure.dataset.unit];
          return chart;
        });
        const overTime = charts.filter(chart => chart.isTime);

        const show = (chart, index) => {
          for (const line of chart.lines) {
            const value = index < 0 ? "-" : line.values[index];
            line.output.textContent = value === undefined || value === "-" ? ""
              : chart.write(+value);
          }
          chart.when.textContent = index < 0 ? "" : "at " + chart.name(index);
          if (chart.cursor) chart.cursor.remove();
          chart.cursor = null;
          if (index < 0) return;
          const [from, to] = chart.isTime ? view : [0, 1000];
          const x = (chart.x[index] - from) / (to - from) * 100;
          if (x < 0 || x > 100) return;
          chart.cursor = make("line", { class: "cursor", x1: x + "%", x2: x + "%", y1: 0,
            y2: chart.height }, chart.plot);
        };
        let current = -1;
        const point = (chart, index) => {
          current = index;
          for (const other of chart.isTime ? overTime : [chart]) show(other, index);
        };
        const place = (chart, event) => {
          // That of the area is its content's, which does not reach both ends.
          const box = chart.plot.getBoundingClientRect();
          return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
        };
        const nearest = (chart, part) => {
          const [from, to] = chart.isTime ? view : [0, 1000];
          const x = from + (to - from) * part;
          let best = 0;
          chart.x.forEach((other, index) => {
            if (Math.abs(other - x) < Math.abs(chart.x[best] - x)) best = index;
          });
          return best;
        };

        const reset = document.createElement("button");
        reset.type = "button";
        reset.className = "reset";
        reset.textContent = "Show all";
        reset.hidden = true;
        main.append(reset);
        const zoom = (from, to) => {
          view = [from, to];
          reset.hidden = from <= 0 && to >= 1000;
          main.dataset.view = reset.hidden ? "" : view.map(part => part / 1000 * end).join(" ");
          const seconds = (to - from) / 1000 * end, first = from / 1000 * end;
          const step = steps.find(step => seconds / step <= (end < 3600 ? 6 : 4)) || 86400;
          for (const chart of overTime) {
            chart.area.setAttribute("viewBox",
              `${from} ${chart.box[1]} ${to - from} ${chart.box[3]}`);
            chart.ticks.replaceChildren();
            for (let i = Math.ceil(first / step); i * step <= first + seconds * 1.000001; i += 1) {
              const x = (i * step - first) / seconds * 100 + "%";
              make("line", { class: "grid", x1: x, x2: x, y1: 0, y2: chart.height }, chart.ticks);
              make("text", { x, y: +chart.height + 18, "text-anchor": "middle" }, chart.ticks)
                .textContent = clock(i * step, step);
            }
            show(chart, -1);
          }
        };
        reset.addEventListener("click", () => zoom(0, 1000));
        if (main.dataset.view) zoom(...main.dataset.view.split(" ").map(t => t / end * 1000));

        for (const chart of charts) {
          let start = null, choice = null;
          chart.plot.setAttribute("tabindex", "0");
          make("rect", { width: "100%", height: chart.height, "fill-opacity": 0 }, chart.plot);
          const finish = () => { if (choice) choice.remove(); start = choice = null; };
          chart.plot.addEventListener("pointerdown", event => {
            if (chart.isTime && event.button === 0) start = place(chart, event);
          });
          chart.plot.addEventListener("pointermove", event => {
            const part = place(chart, event);
            point(chart, nearest(chart, part));
            if (start === null || Math.abs(part - start) < .02 && !choice) return;
            if (!choice) {
              chart.plot.setPointerCapture(event.pointerId);
              choice = make("rect", { class: "choice", y: 0, height: chart.height }, chart.plot);
            }
            choice.setAttribute("x", Math.min(start, part) * 100 + "%");
            choice.setAttribute("width", Math.abs(part - start) * 100 + "%");
          });
          chart.plot.addEventListener("pointerup", event => {
            if (choice) {
              const ends = [start, place(chart, event)].sort((a, b) => a - b)
                .map(part => view[0] + part * (view[1] - view[0]));
              if (ends[1] - ends[0] > .5) zoom(ends[0], ends[1]);
            }
            finish();
          });
          chart.plot.addEventListener("pointercancel", finish);
          chart.plot.addEventListener("pointerleave", () => { if (!choice) point(chart, -1); });
          chart.plot.addEventListener("dblclick", () => zoom(0, 1000));
          chart.plot.addEventListener("keydown", event => {
            const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
            if (!step) return;
            event.preventDefault();
            point(chart, Math.min(chart.x.length - 1, Math.max(0, current + step)));
          });
          chart.plot.addEventListener("blur", () => point(chart, -1));
        }

        for (const table of all("table.sortable", document)) {
          const heads = all("thead th", table), body = table.tBodies[0];
          heads.forEach((head, column) => {
            const button = document.createElement("button");
            button.type = "button";
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener("click", () => {
              const isFalling = head.getAttribute("aria-sort") !== "descending"
                && head.classList.contains("n") || head.getAttribute("aria-sort") === "ascending";
              const sign = isFalling ? -1 : 1;
              heads.forEach(other => other.removeAttribute("aria-sort"));
              head.setAttribute("aria-sort", isFalling ? "descending" : "ascending");
              const key = row => row.cells[column].dataset.key;
              const rows = [...body.rows].sort((a, b) => sign * (key(a) === undefined
                ? a.cells[column].textContent.localeCompare(b.cells[column].textContent)
                : key(a) - key(b)));
              body.append(...rows);
            });
          });
        }
        };
        document.addEventListener("keydown", event => {
          if (event.key === "Escape") document.querySelector(".reset").click();
        });
        document.addEventListener("report", begin);
        begin();
        })();
        """#
}
