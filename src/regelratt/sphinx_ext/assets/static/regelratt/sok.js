// The search page. Pagefind answers when its index is there; otherwise Sphinx's own search does.
(() => {
  "use strict";

  const page = document.querySelector(".rr-sok");
  const form = page.querySelector("form");
  const field = form.elements.q;
  const filterBox = page.querySelector(".rr-sokfilter");
  const choices = page.querySelector(".rr-sokfilter-val");
  const status = page.querySelector(".rr-sokstatus");
  const list = page.querySelector(".rr-traffar");
  const more = page.querySelector(".rr-fler");
  const simple = page.querySelector("#search-results");

  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const FILTERS = ["Dokument", "Typ", "Roll", "Lag", "Status"];
  const PER_PAGE = 10;
  const PAUSE = 250;

  const make = (tag, className = "", text = "") => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  // --- Address and filters -----------------------------------------------------------------------

  const selects = () => [...choices.querySelectorAll("select")];

  const chosen = () =>
    Object.fromEntries(
      selects()
        .filter((select) => select.value)
        .map((select) => [select.dataset.filter, select.value]),
    );

  const rememberInAddress = () => {
    const address = new URL(location.href);
    const values = { q: field.value.trim(), ...Object.fromEntries(selects().map((s) => [s.name, s.value])) };
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  };

  const drawFilter = (name, values) => {
    const id = `rr-filter-${name.toLowerCase()}`;
    const box = make("div", "rr-falt");
    const label = make("label", "", name);
    label.htmlFor = id;
    const select = make("select");
    select.id = id;
    select.name = name.toLowerCase();
    select.dataset.filter = name;
    select.append(new Option("Alla", ""));
    const wanted = new URLSearchParams(location.search).get(select.name);
    Object.keys(values)
      .sort((a, b) => a.localeCompare(b, "sv"))
      .forEach((value) => select.append(new Option(`${value} (${values[value]})`, value, false, value === wanted)));
    box.append(label, select);
    choices.append(box);
  };

  const drawFilters = (available) => {
    FILTERS.filter((name) => available[name]).forEach((name) => drawFilter(name, available[name]));
    filterBox.hidden = !selects().length;
    // On a phone the hits come first, unless the address already narrows the search.
    filterBox.open = matchMedia("(min-width: 720px)").matches || Object.keys(chosen()).length > 0;
  };

  // --- Hits --------------------------------------------------------------------------------------

  // The excerpt is text with <mark>; anything else in it is shown as text, never run.
  const excerpt = (html) => {
    const paragraph = make("p", "rr-utdrag");
    const parsed = new DOMParser().parseFromString(html, "text/html");
    parsed.body.childNodes.forEach((node) =>
      paragraph.append(node.nodeName === "MARK" ? make("mark", "", node.textContent) : node.textContent),
    );
    return paragraph;
  };

  const kind = (data) => {
    const type = data.meta.typ ?? data.filters?.Typ?.[0];
    return [type, data.meta.id].filter(Boolean).join(" · ");
  };

  const drawHit = (data) => {
    const item = make("li", "rr-traff");
    const about = kind(data);
    if (about) item.append(make("p", "rr-traff-typ", about));
    const link = make("a", "rr-traff-titel", data.meta.title || data.raw_url);
    link.href = new URL((data.meta.adress ?? data.raw_url ?? data.url).replace(/^\/+/, ""), root).href;
    item.append(link, excerpt(data.excerpt));
    if (data.meta.kalla) item.append(make("p", "kalla", data.meta.kalla));
    return item;
  };

  const count = (number) => (number === 1 ? "1 träff" : `${number} träffar`);

  const announce = (number, query) => {
    if (number) status.textContent = query ? `${count(number)} på ”${query}”.` : `${count(number)} i urvalet.`;
    else status.textContent = query ? `Inga träffar på ”${query}”. Pröva färre eller andra ord.` : "Inga träffar i urvalet.";
  };

  // --- Pagefind ----------------------------------------------------------------------------------

  const startPagefind = async () => {
    if (!page.dataset.pagefind || location.protocol === "file:") return null;
    try {
      const pagefind = await import(new URL(page.dataset.pagefind, location.href).href);
      await pagefind.options({ excerptLength: 28 });
      await pagefind.init();
      return { engine: pagefind, filters: await pagefind.filters() };
    } catch {
      return null;
    }
  };

  const usePagefind = ({ engine, filters }) => {
    let latest = 0;
    let results = [];

    const showMore = async (run) => {
      const start = list.childElementCount;
      const pieces = await Promise.all(results.slice(start, start + PER_PAGE).map((result) => result.data()));
      if (run !== latest) return;
      pieces.forEach((data) => list.append(drawHit(data)));
      more.hidden = list.childElementCount >= results.length;
    };

    const search = async () => {
      const run = ++latest;
      const query = field.value.trim();
      const limits = chosen();
      rememberInAddress();
      if (!query && !Object.keys(limits).length) {
        results = [];
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      const answer = await engine.search(query || null, { filters: limits });
      if (run !== latest) return;
      results = answer.results;
      list.replaceChildren();
      await showMore(run);
      if (run === latest) announce(results.length, query);
    };

    drawFilters(filters);
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      search();
    });
    choices.addEventListener("change", search);
    page.querySelector(".rr-rensa").addEventListener("click", () => {
      selects().forEach((select) => (select.value = ""));
      search();
      selects()[0].focus();
    });
    more.addEventListener("click", async () => {
      const first = list.childElementCount;
      await showMore(latest);
      list.children[first]?.querySelector("a").focus();
    });
    search();
  };

  // --- Sphinx's own search -----------------------------------------------------------------------

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  const useSphinx = async () => {
    // Sphinx's script expects these from files we leave out, and fetches every hit's page for an excerpt.
    window.SPHINX_HIGHLIGHT_ENABLED = false;
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    page.classList.add("rr-enkel");
    new MutationObserver(() => {
      const summary = simple.querySelector(".search-summary")?.textContent.trim();
      if (summary && summary !== status.textContent) status.textContent = summary;
    }).observe(simple, { childList: true, subtree: true, characterData: true });
    try {
      for (const address of page.dataset.sphinx.split(" ")) await load(address);
    } catch {
      status.textContent = "Sökningen gick inte att starta. Använd menyn eller länkarna längst ned på sidan.";
    }
  };

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (!field.value) field.focus({ preventScroll: true });
  startPagefind().then((started) => (started ? usePagefind(started) : useSphinx()));
})();
