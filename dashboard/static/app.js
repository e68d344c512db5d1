// Upgrades the pages: draws the charts from the options the server built, links marked words and numbers both ways, and
// offers places while typing. Every page is complete without it.
(function () {
  "use strict";
  const zh = document.documentElement.lang.startsWith("zh");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Functions an option may name as "@name". JSON cannot carry functions, and the policy of the pages forbids inline script.
  const plain = (v) => new Intl.NumberFormat(zh ? "zh-CN" : "en", { maximumSignificantDigits: 4 }).format(v);
  const scaled = (v, steps) => {
    for (const [size, word] of steps) {
      if (Math.abs(v) >= size) return plain(v / size) + word;
    }
    return plain(v);
  };
  const functions = {
    plain,
    count: (v) => scaled(v, zh ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, "bn"], [1e6, "m"], [1e3, "k"]]),
    percent: (v) => plain(v * 100) + "%",
    heat: (p) => css("--heat-" + p.value[2]),
    year: (v) => (Number.isInteger(v) ? String(v) : ""),
    tip: (p) => (Array.isArray(p) ? p : [p]).map((x) => (x.data && x.data.tip) || "").filter(Boolean).join("\n"),
    errbar: (params, api) => {
      const shift = api.value(3);
      const low = api.coord([api.value(0), api.value(2)]);
      const high = api.coord([api.value(1), api.value(2)]);
      const y = low[1] + shift;
      const style = { stroke: api.visual("color"), lineWidth: 2, fill: "none" };
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
      return {
        type: "group",
        children: [line(low[0], y, high[0], y), line(low[0], y - 4, low[0], y + 4), line(high[0], y - 4, high[0], y + 4)],
      };
    },
    band: (params, api) => {
      const at = (i) => ({ top: api.coord([api.value(0, i), api.value(2, i)]), bottom: api.coord([api.value(0, i), api.value(1, i)]) });
      const i = params.dataIndex;
      const here = at(i);
      const fill = { fill: api.visual("color"), opacity: 0.16 };
      const whisker = { type: "line", shape: { x1: here.top[0], y1: here.top[1], x2: here.bottom[0], y2: here.bottom[1] }, style: { stroke: api.visual("color"), lineWidth: 1.5, opacity: 0.6 } };
      if (!api.value(3)) return whisker;
      const before = at(i - 1);
      return { type: "group", children: [{ type: "polygon", shape: { points: [before.top, here.top, here.bottom, before.bottom] }, style: fill }, whisker] };
    },
  };

  // resolve replaces colour tokens and named functions in an option.
  function resolve(node) {
    if (typeof node === "string") {
      if (node.startsWith("var(--")) return css(node.slice(4, -1));
      if (node === "inherit") return getComputedStyle(document.body).fontFamily;
      if (node[0] === "@" && functions[node.slice(1)]) return functions[node.slice(1)];
      return node;
    }
    if (Array.isArray(node)) return node.map(resolve);
    if (node && typeof node === "object") return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, resolve(v)]));
    return node;
  }

  // narrow shortens the names of places so that a phone keeps room for the values.
  function narrow(option, width) {
    for (const axis of [].concat(option.yAxis || [])) {
      if (axis.type === "category") {
        axis.axisLabel = Object.assign({}, axis.axisLabel, { width: Math.max(70, Math.min(220, width * 0.3)), overflow: "truncate" });
      }
    }
    return option;
  }

  const charts = [];
  function draw(box) {
    const source = box.parentElement.querySelector("script.option");
    if (!source || !window.echarts) return;
    box.style.height = box.dataset.height + "px";
    const raw = JSON.parse(source.textContent);
    const chart = window.echarts.init(box, null, { renderer: "canvas" });
    const show = () => chart.setOption(narrow(resolve(raw), box.clientWidth), true);
    show();
    chart.on("click", (e) => {
      if (e.data && e.data.href) location.href = e.data.href;
    });
    charts.push({ chart, show });
    new ResizeObserver(() => {
      chart.resize();
      show();
    }).observe(box);
    box.dataset.drawn = "1";
  }

  // light marks the partner of what the pointer is on: the number in the list, or the words in the text.
  function light(event, on) {
    const here = event.target.closest("mark.obs[id], td[id^='row-']");
    if (!here) return;
    const other = here.id.startsWith("obs-") ? "row-" + here.id.slice(4) : "obs-" + here.id.slice(4);
    for (const el of [here, document.getElementById(other)]) {
      if (el) el.classList.toggle("lit", on);
    }
  }

  // suggest offers places for a box while its user types.
  function suggest(input) {
    const list = document.createElement("datalist");
    list.id = "suggest-" + (input.id || input.name);
    input.after(list);
    input.setAttribute("list", list.id);
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const text = input.value.trim();
      if (!text) return;
      timer = setTimeout(async () => {
        const answer = await fetch("/v1/regions?limit=10&q=" + encodeURIComponent(text), { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const { data } = await answer.json();
        list.replaceChildren(...(data || []).map((place) => {
          const option = document.createElement("option");
          option.value = input.name === "add" ? place.region || place.code : place.region_name || place.name;
          option.label = [place.region_name || place.name, place.prefecture, place.province].filter(Boolean).join(" ");
          return option;
        }));
      }, 150);
    });
  }

  document.querySelectorAll(".chart").forEach((box) => (window.echarts ? draw(box) : box.classList.add("waiting")));
  document.querySelectorAll("input[data-suggest], #find").forEach(suggest);
  document.addEventListener("mouseover", (e) => light(e, true));
  document.addEventListener("mouseout", (e) => light(e, false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((c) => c.show()));
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((d) => (d.open = true));
    charts.forEach((c) => c.chart.resize());
  });
})();
