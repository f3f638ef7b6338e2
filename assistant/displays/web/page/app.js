// Draws what the program sends and says what is touched. It knows nothing of cooking, and keeps nothing.
const QUIET_SECONDS = 15;   // the program says something every ten
const RETRY_SECONDS = [0.3, 1, 2, 4];
const ALWAYS_SEEN = 3;      // buttons that stay where they are while one scrolls
const DOING = {speaking: "Speaking", listening: "Listening", paused: "Paused", asleep: "Not listening"};
const WHEN = {done: "in", now: "now", ahead: "to come"};

const at = (id) => document.getElementById(id);
const buttonsMade = new Map();
let view = null, actions = {}, ahead = 0;          // `ahead`: the program's clock minus this device's, in seconds
let socket = null, heardAt = 0, cutAt = null, tries = 0;

// ---- the connection ----

function connect() {
  clearTimeout(connect.later);
  if (socket) { socket.onclose = null; socket.close(); }
  socket = new WebSocket(`ws://${location.host}/live`);
  heardAt = performance.now();
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = lost;
}

function take(news) {
  heardAt = performance.now();
  tries = 0;
  ahead = news.now - Date.now() / 1000;
  if (cutAt !== null) { cutAt = null; at("lost").textContent = ""; document.body.classList.remove("cut"); disable(false); }
  if (news.actions) actions = news.actions;
  if (news.reading) drawReading(news.reading);
  if (news.view) { view = news.view; draw(); }
  if ("level" in news) drawLevel(news.level);
}

function lost() {
  if (cutAt === null) {
    cutAt = now();
    at("lost").textContent = `No connection. This is how it was at ${clock(cutAt)}. Trying again.`;
    document.body.classList.add("cut");
    disable(true);
  }
  clearTimeout(connect.later);
  connect.later = setTimeout(connect, 1000 * RETRY_SECONDS[Math.min(tries++, RETRY_SECONDS.length - 1)]);
}

function say(words) {
  if (words && socket.readyState === WebSocket.OPEN && cutAt === null) socket.send(JSON.stringify({say: words}));
}

// After sleep timers are right at once, and the connection proves itself or is made anew.
function awake() {
  tick();
  if (document.visibilityState !== "visible") return;
  keepAwake();
  if (socket.readyState !== WebSocket.OPEN) return connect();
  const asked = performance.now();
  socket.send(JSON.stringify({say: ""}));
  setTimeout(() => { if (heardAt < asked) { lost(); connect(); } }, 2000);
}

// ---- drawing ----

const now = () => Date.now() / 1000 + ahead;

function clock(moment) {
  const date = new Date((moment + (view ? view.utc_offset_seconds : 0)) * 1000);
  return date.toLocaleTimeString([], {hour: "numeric", minute: "2-digit", timeZone: "UTC"});
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function make(tag, text, classes = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (classes) element.className = classes;
  return element;
}

function shown(id, text) {
  at(id).hidden = !text;
  put(at(id).lastElementChild, text || "");
}

function draw() {
  const {present} = view, warnings = present ? present.warnings : [];
  put(at("title"), view.title);
  document.title = present ? `${present.step}/${present.steps} ${view.title}` : view.title;
  document.body.dataset.doing = view.doing;
  put(at("doing-words"), DOING[view.doing]);
  put(at("ready"), view.ready_at ? readyWords() : "");
  put(at("place"), placeWords());
  put(at("text"), present ? present.text : view.said.join(" "));
  if (at("warnings").textContent !== warnings.join(""))  // else it would be announced again
    at("warnings").replaceChildren(...warnings.map((each) => make("p", each)));
  drawItems(present ? present.items : []);
  drawImage((present && present.image) || view.image);
  shown("coming", view.coming ? (view.coming.title ? `${view.coming.title}: ` : "") + view.coming.text : "");
  shown("heard", view.heard && view.heard.transcript + (view.heard.understood ? "" : " (not understood)"));
  shown("said", present ? view.said.join(" ") : "");
  drawButtons();
  drawClocks();
  drawLine();
  tick();
}

function readyWords() {
  const [least, most] = view.ready_at.map(clock);
  return least === most ? `Ready about ${least}` : `Ready ${least} to ${most}`;
}

function placeWords() {
  const {present} = view;
  if (!present) return view.phase === "finished" ? "Done" : "Not begun";
  const heat = present.heat ? ` · ${present.heat}` : "";
  return `Step ${present.step} of ${present.steps} · ${present.title} (${present.instruction}/${present.instructions})${heat}`;
}

function drawItems(items) {
  at("step").hidden = !items.length;
  at("items").replaceChildren(...items.map(({amount, when}) => {
    const item = make("li", "", when);
    if (amount.amount) item.append(make("b", amount.amount), " ");
    item.append(amount.name, make("span", ` (${WHEN[when]})`, "unseen"));
    return item;
  }));
}

function drawImage(name) {
  at("image").hidden = !name;
  const source = name ? `/image/${encodeURIComponent(name)}` : "";
  if (name && at("image").getAttribute("src") !== source) at("image").src = source;
}

function drawButtons() {
  const names = view.actions.join();
  if (drawButtons.names === names) return;
  drawButtons.names = names;
  const focused = document.activeElement?.dataset?.action;
  const buttons = view.actions.map(buttonOf);
  buttons.forEach((each, index) => each.classList.toggle("first", !index));
  arrange(at("buttons"), buttons.slice(0, ALWAYS_SEEN));
  arrange(at("more"), buttons.slice(ALWAYS_SEEN));
  if (focused) (buttons.find((each) => each.dataset.action === focused) || buttons[0])?.focus();
  disable(cutAt !== null);
}

// An action keeps its button: who aims at it while the page is drawn anew still meets it.
function buttonOf(name) {
  if (!buttonsMade.has(name)) {
    const button = make("button", "");
    button.type = "button";
    button.dataset.action = name;
    button.onclick = () => say(actions[name].words);
    buttonsMade.set(name, button);
  }
  put(buttonsMade.get(name), actions[name].label);
  return buttonsMade.get(name);
}

// What is in place already is not moved: a press on it would be lost.
function arrange(place, wanted) {
  for (const each of [...place.children]) if (!wanted.includes(each)) each.remove();
  wanted.forEach((each, index) => {
    if (place.children[index] !== each) place.insertBefore(each, place.children[index] || null);
  });
}

function disable(off) {
  for (const button of document.querySelectorAll("button")) button.setAttribute("aria-disabled", off);
}

function drawClocks() {
  at("timers").hidden = !view.clocks.length;
  document.querySelector("main").classList.toggle("timed", view.clocks.length > 0);
  const ringing = view.clocks.filter((each) => each.runs === "ringing").map((each) => `${each.label}: time is up.`);
  put(at("ringing"), ringing.join(" "));
  at("clocks").replaceChildren(...view.clocks.map((each) => {
    const item = make("li", "", each.runs + (each.urgent ? " urgent" : ""));
    const bar = make("span", "", "bar");
    bar.setAttribute("aria-hidden", "true");
    bar.append(make("span", ""));
    item.append(make("span", each.label, "name"), make("span", "", "left"), make("span", "", "until"), bar);
    return item;
  }));
}

function tick() {
  if (!view) return;
  [...at("clocks").children].forEach((item, index) => {
    const timer = view.clocks[index];
    const left = timer.due_at === null ? timer.left_seconds : timer.due_at - now();
    put(item.querySelector(".left"), written(left));
    item.style.setProperty("--letters", written(left).length);
    put(item.querySelector(".until"), untilWords(timer, left));
    const gone = Math.max(0, Math.min(1, 1 - left / Math.max(1, timer.length_seconds)));
    item.style.setProperty("--gone", gone.toFixed(3));
  });
  const here = at("line").querySelector(".now"), stretch = view.line.find((each) => each.when === "now");
  if (here && stretch) here.lastElementChild.style.setProperty("--at", share(stretch, now()));
  if (cutAt === null && performance.now() - heardAt > 1000 * QUIET_SECONDS) { lost(); connect(); }
}

function untilWords(timer, left) {
  if (timer.runs === "paused") return "paused";
  return left > 0 ? `until ${clock(timer.due_at)}` : `since ${clock(timer.due_at)}`;
}

function written(left) {
  const whole = left > 0 ? Math.ceil(left) : Math.floor(-left);
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60, two = (n) => String(n).padStart(2, "0");
  const text = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return left > 0 ? text : `+${text}`;
}

const share = ({begins_at, ends_at}, moment) =>
  Math.max(0, Math.min(1, (moment - begins_at) / Math.max(1, ends_at - begins_at))).toFixed(3);

function drawLine() {
  at("evening").hidden = !view.line.length;
  at("line").replaceChildren(...view.line.map((stretch) => {
    const item = make("li", "", stretch.when + (stretch.waits ? " waits" : ""));
    item.style.setProperty("--share", Math.sqrt(Math.max(30, stretch.ends_at - stretch.begins_at)).toFixed(1));
    item.append(make("span", `${stretch.title}, ${clock(stretch.begins_at)} to ${clock(stretch.ends_at)}`, "unseen"));
    for (const due of stretch.dues) {
      const mark = make("i", "", "timer");
      mark.style.setProperty("--at", share(stretch, due));
      item.append(mark);
    }
    if (stretch.when === "now") { item.setAttribute("aria-current", "step"); item.append(make("i", "")); }
    return item;
  }));
  const here = view.line.find((each) => each.when === "now"), next = view.line.find((each) => each.when === "ahead");
  put(at("line-words"), [here && `Now: ${here.name}, since ${clock(here.begins_at)}.`,
    next && `Next: ${next.name}, about ${clock(next.begins_at)}${next.waits ? ", with a wait" : ""}.`].filter(Boolean).join(" "));
}

function drawLevel(tenths) {
  if (tenths < 0) return;
  at("level").hidden = false;
  at("level").setAttribute("aria-valuenow", tenths);
  at("level").style.setProperty("--level", tenths);
}

function drawReading(recipe) {
  const parts = [make("p", [`For ${recipe.servings}.`, recipe.total && `${recipe.total}.`].filter(Boolean).join(" "))];
  for (const group of recipe.groups) {
    const list = make("ul", "");
    for (const {amount, note, optional} of group.ingredients) {
      const words = [amount.amount, amount.name].filter(Boolean).join(" ");
      list.append(make("li", [words, note, optional && "optional"].filter(Boolean).join(", ")));
    }
    parts.push(make("h3", `For ${group.name}`), list);
  }
  recipe.chapters.forEach(({title, duration, heat, texts}, index) => {
    const list = make("ol", ""), more = [duration, heat].filter(Boolean).join(", ");
    list.append(...texts.map((text) => make("li", text)));
    parts.push(make("h3", `${index + 1}. ${title}${more ? ` (${more})` : ""}`), list);
  });
  if (recipe.equipment.length) parts.push(make("h3", "Tools"), make("p", recipe.equipment.join(", ")));
  at("reading").replaceChildren(...parts);
}

// ---- the screen stays on ----

// Browsers give the wake lock to safe origins only: this machine's own. Elsewhere a film that plays keeps it on: one grey
// dot in the corner, since Chromium counts only what is in sight, and without sound, since that would stop the music.
async function keepAwake() {
  try {
    keepAwake.lock = await navigator.wakeLock.request("screen");
  } catch {
    try { await (keepAwake.film ??= film()).play(); } catch { /* not before the first touch, or not at all */ }
  }
}

function film() {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  canvas.width = canvas.height = 2;
  setInterval(() => { pen.fillStyle = pen.fillStyle === "#777777" ? "#787878" : "#777777"; pen.fillRect(0, 0, 2, 2); }, 1000);
  const made = Object.assign(document.createElement("video"), {id: "film", muted: true, playsInline: true});
  made.setAttribute("aria-hidden", "true");
  made.srcObject = canvas.captureStream(1);
  document.body.append(made);
  return made;
}

at("type").onsubmit = (event) => {
  event.preventDefault();
  say(at("words").value.trim());
  at("words").value = "";
};
document.addEventListener("visibilitychange", awake);
document.addEventListener("pointerdown", keepAwake, {once: true});
addEventListener("online", connect);
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
setInterval(tick, 250);
connect();
keepAwake();
