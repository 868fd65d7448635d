/// The script that keeps a report up to date while its run goes on.
///
/// It puts the content of each event in the place of the one before, and leaves as they are: zoom,
/// lines switched off, sorting, opened details, focus, and places scrolled to.
enum LiveScript {
    /// The source that the page's policy allows.
    static let hash = ContentHash.source(of: markup.html)

    /// The content of the script element.
    static let markup: Markup = #"""
        "use strict";
        (() => {
        const all = (selector, root) => [...root.querySelectorAll(selector)];
        const current = () => document.querySelector("main");
        let newest = null, pointer = null;

        // Elements are the same where they have the same name: reports grow by further ones.
        const label = one => one.matches(".plot, .scroll") ? ""
          : one.matches(".legend button") ? one.childNodes[1].textContent
          : one.matches("details") ? one.firstChild.textContent : one.textContent;
        const name = one => [one.tagName, one.closest("figure")?.querySelector("h3").textContent,
          one.closest("[aria-label]")?.getAttribute("aria-label"), label(one)].join("|");
        // By selector: a function that does to another element what a reader did to this one.
        const changes = {
          ".legend button": one => one.getAttribute("aria-pressed") === "false"
            && (other => other.click()),
          "thead button": one => {
            const order = one.parentNode.getAttribute("aria-sort");
            return order && (other => {
              other.click();
              if (other.parentNode.getAttribute("aria-sort") !== order) other.click();
            });
          },
          details: one => one.open && (other => { other.open = true; }),
          ".scroll": one => {
            const left = one.scrollLeft;
            return left > 0 && (other => { other.scrollLeft = left; });
          },
          "a, button, summary, .plot, .scroll": one => one === document.activeElement
            && (other => other.focus({ preventScroll: true })),
        };
        const changesIn = main => Object.keys(changes).map(selector => [selector,
          new Map(all(selector, main).map(one => [name(one), changes[selector](one)]))]);
        const apply = (found, main) => {
          for (const [selector, byName] of found) {
            for (const one of all(selector, main)) {
              const change = byName.get(name(one));
              if (change) change(one);
            }
          }
        };

        const show = () => {
          const old = current();
          if (newest === null) return;
          // A choice is being dragged.
          if (old.querySelector(".choice")) return void setTimeout(show, 100);
          const page = new DOMParser().parseFromString(newest, "text/html");
          newest = null;
          const next = page.querySelector("main");
          const changed = changesIn(old);
          if (old.dataset.view && +old.dataset.end <= +next.dataset.end) {
            next.dataset.view = old.dataset.view;
          }
          document.title = page.title;
          old.replaceWith(next);
          document.dispatchEvent(new Event("report"));
          apply(changed, next);
          if (pointer) {
            document.elementFromPoint(pointer.clientX, pointer.clientY)
              ?.dispatchEvent(new PointerEvent("pointermove", pointer));
          }
        };
        document.addEventListener("pointermove", event => {
          if (event.isTrusted) {
            pointer = { clientX: event.clientX, clientY: event.clientY, bubbles: true };
          }
        });
        const events = new EventSource("/events");
        events.addEventListener("report", event => {
          newest = event.data;
          show();
        });
        events.addEventListener("error", () => {
          const lost = current().querySelector(".lost");
          if (lost) lost.hidden = false;
        });
        })();
        """#
}
