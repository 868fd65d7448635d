extension LivePage {
    /// Draws the seconds as they come: no library, nothing from elsewhere.
    static let script = """
        "use strict";
        // A block: names of the window, such as top, can't be declared beside it.
        {
        const charts = {
          rates: [["throughput", "succeeded", "a"], ["errors", "failed", "b"]],
          times: [["p50", "p50", "a"], ["p95", "p95", "c"], ["p99", "p99", "b"]],
          users: [["users", "users", "a"]],
          processors: [["processors", "processors", "a"]],
        };
        const byId = (id) => document.getElementById(id);
        const height = 176, left = 52, right = 8, above = 8, below = 20, maxSeconds = 7200;
        let seconds = [], isDrawing = false;

        function element(name, attributes, text) {
          const made = document.createElementNS("http://www.w3.org/2000/svg", name);
          for (const key in attributes) made.setAttribute(key, attributes[key]);
          if (text !== undefined) made.textContent = text;
          return made;
        }

        function short(value) {
          if (value >= 1e6) return (value / 1e6).toPrecision(3) + "M";
          if (value >= 1e4) return (value / 1e3).toPrecision(3) + "k";
          return value >= 100 ? value.toFixed(0) : String(+value.toPrecision(3));
        }

        // The largest of each column, so that a spike stays.
        function columns(key, count, span, first) {
          const size = Math.max(1, Math.ceil(span / count)), points = [];
          for (const second of seconds) {
            const value = second[key];
            if (value === undefined) continue;
            const place = Math.floor((second.second - first) / size) * size + first;
            const last = points[points.length - 1];
            if (last && last[0] === place) last[1] = Math.max(last[1], value);
            else points.push([place, value]);
          }
          return points;
        }

        function draw(id, series) {
          const svg = byId(id), width = Math.max(200, svg.clientWidth);
          const first = seconds.length ? seconds[0].second : 0;
          const end = seconds.length ? seconds[seconds.length - 1].second : 0;
          const span = Math.max(1, end - first);
          const lines = series.map(([key]) => columns(key, width / 2, span, first));
          const highest = Math.max(1e-3, ...lines.flat().map((point) => point[1]));
          const x = (second) => left + (second - first) / span * (width - left - right);
          const y = (value) => height - below - value / highest * (height - above - below);
          svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
          svg.replaceChildren();
          for (const share of [0, 0.5, 1]) {
            const at = y(highest * share);
            svg.append(
              element("line", { x1: left, x2: width - right, y1: at, y2: at, class: "grid" }),
              element("text", { x: left - 6, y: at + 4, "text-anchor": "end" },
                short(highest * share)));
          }
          svg.append(
            element("text", { x: left, y: height - 4 }, `${first} s`),
            element("text", { x: width - right, y: height - 4, "text-anchor": "end" }, `${end} s`));
          lines.forEach((points, index) => {
            const path = points.map(([second, value]) =>
              `${x(second).toFixed(1)},${y(value).toFixed(1)}`);
            if (path.length === 1) path.push(path[0]);
            const name = `series ${series[index][2]}`;
            svg.append(element("polyline", { points: path.join(" "), class: name }));
          });
          const last = seconds[seconds.length - 1] || {};
          byId(`${id}-legend`).replaceChildren(...series.map(([key, label, colour]) => {
            const item = document.createElement("span");
            item.className = colour;
            item.textContent = `${label} ${last[key] === undefined ? "–" : short(last[key])}`;
            return item;
          }));
        }

        function drawAll() {
          isDrawing = false;
          byId("server").hidden = !seconds.some((second) => second.processors !== undefined);
          for (const id in charts) {
            if (id !== "processors" || !byId("server").hidden) draw(id, charts[id]);
          }
        }

        function drawSoon() {
          if (!isDrawing) requestAnimationFrame(drawAll);
          isDrawing = true;
        }

        function say(text, verdict) {
          byId("state").textContent = text;
          byId("state").className = verdict || "";
        }

        const events = new EventSource("/events");
        let hasEnded = false;
        events.addEventListener("begin", (event) => {
          const { name } = JSON.parse(event.data);
          seconds = [];
          hasEnded = false;
          byId("name").textContent = document.title = name;
          byId("findings").replaceChildren();
          say("running");
          drawSoon();
        });
        events.addEventListener("second", (event) => {
          const second = JSON.parse(event.data);
          seconds.push(second);
          if (seconds.length > maxSeconds) seconds.shift();
          say(`running, ${second.second + 1} s`);
          drawSoon();
        });
        events.addEventListener("end", (event) => {
          const { verdict, findings } = JSON.parse(event.data);
          hasEnded = true;
          say(verdict, verdict);
          byId("findings").replaceChildren(...findings.map((text) => {
            const item = document.createElement("li");
            item.textContent = text;
            return item;
          }));
        });
        events.addEventListener("error", () => {
          if (!hasEnded && seconds.length) say("the test's process does not answer any more");
        });
        addEventListener("resize", drawSoon);
        }

        """
}
