// What every page needs beyond the theme: tables that can be scrolled by keyboard, print with everything
// open, tick lists that count, the filter of the start page, and names for the theme's own controls.
// Nothing is stored and nothing is sent.
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };

  // --- Wide tables -------------------------------------------------------------------------------

  const tableName = (table) => {
    const caption = table.querySelector("caption");
    const heading = table.closest("section")?.querySelector("h1, h2, h3, h4, h5, h6");
    const source = caption ?? heading;
    if (!source) return "Tabell";
    const copy = source.cloneNode(true);
    all(".headerlink, .objekt-id", copy).forEach((part) => part.remove());
    return `Tabell: ${copy.textContent.trim()}`;
  };

  const scrollBox = (table) => {
    const parent = table.parentElement;
    if (parent.matches(".pst-scrollable-table-container, .tabellrulle")) return parent;
    const box = make("div", { class: "tabellrulle" });
    table.before(box);
    box.append(table);
    return box;
  };

  const markScrollable = (box, name) => {
    // Measured as the table lies by itself: a table known to be too wide is given more room in its box.
    box.classList.remove("bred");
    const wide = box.scrollWidth > box.clientWidth + 1;
    const scrolls = wide || box.scrollHeight > box.clientHeight + 1;
    box.classList.toggle("bred", wide);
    box.classList.toggle("rullar", scrolls);
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `${name} (går att rulla)`);
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  };

  const prepareTables = () => {
    all(".bd-article table").forEach((table) => {
      if (table.parentElement.closest("table")) return;
      const box = scrollBox(table);
      const name = tableName(table);
      const atEnd = () =>
        box.classList.toggle("vid-slutet", box.scrollLeft + box.clientWidth >= box.scrollWidth - 1);
      const update = () => {
        markScrollable(box, name);
        atEnd();
      };
      box.addEventListener("scroll", atEnd, { passive: true });
      new ResizeObserver(update).observe(box);
      // The theme's script sets tabindex on its containers when the page has loaded; ours must be last.
      new MutationObserver(() => {
        if (box.tabIndex === -1 && box.hasAttribute("tabindex")) box.removeAttribute("tabindex");
      }).observe(box, { attributes: true, attributeFilter: ["tabindex"] });
    });
  };

  // --- Print -------------------------------------------------------------------------------------

  const prepareForPrint = () => {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = all(".bd-article details:not([open])");
      closed.forEach((part) => (part.open = true));
    });
    addEventListener("afterprint", () => {
      closed.forEach((part) => (part.open = false));
      closed = [];
    });
  };

  // A link to something inside a closed part opens the part first.
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let part = target.closest("details:not([open])");
    if (!part) return;
    while (part) {
      part.open = true;
      part = part.parentElement.closest("details:not([open])");
    }
    target.scrollIntoView();
  };

  // --- Tick lists --------------------------------------------------------------------------------

  const prepareChecklist = (list) => {
    const boxes = all("input[type=checkbox]", list);
    if (!boxes.length) return;
    const status = make("p", { class: "checklista-status", role: "status" });
    const clear = make("button", { type: "button", class: "rr-knapp-kant" }, "Ta bort alla kryss");
    const row = make("div", { class: "checklista-rad" });
    row.append(status, clear);
    list.after(row);
    const count = () => {
      const done = boxes.filter((box) => box.checked).length;
      status.textContent = `${done} av ${boxes.length} punkter klara`;
      clear.hidden = done === 0;
    };
    list.addEventListener("change", count);
    clear.addEventListener("click", () => {
      boxes.forEach((box) => (box.checked = false));
      count();
      boxes[0].focus();
    });
    count();
  };

  // --- Filter of the start page ------------------------------------------------------------------

  const FILTERS = { roll: "roller", situation: "situationer" };

  const matches = (card, choice) =>
    Object.entries(FILTERS).every(([field, attribute]) => {
      const values = (card.dataset[attribute] ?? "").split(/\s+/).filter(Boolean);
      return !choice[field] || !values.length || values.includes("alla") || values.includes(choice[field]);
    });

  const prepareFilter = (form) => {
    const cards = all(".svarskort");
    const status =
      form.querySelector("[role=status]") ?? form.appendChild(make("p", { class: "filter-status", role: "status" }));
    const fields = Object.keys(FILTERS).filter((name) => form.elements[name]);

    const show = () => {
      const choice = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
      cards.forEach((card) => (card.hidden = !matches(card, choice)));
      const shown = cards.filter((card) => !card.hidden).length;
      all(".svarsgrupp").forEach((group) => (group.hidden = !group.querySelector(".svarskort:not([hidden])")));
      status.textContent =
        shown === 0
          ? "Inget svar passar det valet. Ändra valet eller visa alla."
          : `Visar ${shown} av ${cards.length} svar.`;
      const address = new URL(location.href);
      fields.forEach((name) =>
        choice[name] ? address.searchParams.set(name, choice[name]) : address.searchParams.delete(name),
      );
      history.replaceState(null, "", address);
    };

    fields.forEach((name) => {
      const wanted = new URLSearchParams(location.search).get(name);
      const known = [...form.elements[name].options].some((option) => option.value === wanted);
      if (wanted && known) form.elements[name].value = wanted;
      form.elements[name].addEventListener("change", show);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    // The fields are empty only after the event has run its course.
    form.addEventListener("reset", () => setTimeout(show));
    show();
  };

  // --- The theme's controls ----------------------------------------------------------------------

  const nameDialogs = () => {
    document.getElementById("pst-primary-sidebar-modal")?.setAttribute("aria-label", "Meny");
    document.getElementById("pst-secondary-sidebar-modal")?.setAttribute("aria-label", "På den här sidan");
    // A link inside the drawer leads to a place on the same page: close the drawer so that it shows.
    all("dialog").forEach((dialog) =>
      dialog.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (link && dialog.open) dialog.close();
      }),
    );
    all(".rr-stang").forEach((button) => button.addEventListener("click", () => button.closest("dialog")?.close()));
  };

  const nameColourMode = () => {
    const buttons = all(".theme-change-button");
    const mark = () =>
      buttons.forEach((button) =>
        button.setAttribute("aria-pressed", String(button.dataset.mode === document.documentElement.dataset.mode)),
      );
    new MutationObserver(mark).observe(document.documentElement, { attributeFilter: ["data-mode"] });
    mark();
  };

  const shortcutToSearch = () =>
    addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
      const field = all("#rr-sokord, #rr-fraga").find((element) => element.offsetParent);
      const link = document.querySelector(".rr-soklank");
      if (!field && !link) return;
      event.preventDefault();
      if (field) field.select();
      else location.href = link.href;
    });

  prepareTables();
  prepareForPrint();
  all(".checklista").forEach(prepareChecklist);
  all("form.filter").forEach(prepareFilter);
  nameDialogs();
  nameColourMode();
  shortcutToSearch();
  openTarget();
  addEventListener("hashchange", openTarget);
})();
