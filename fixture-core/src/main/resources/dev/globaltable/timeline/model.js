/* The data of the page, and what follows from it: what a Region held at a moment, which marks a filter lets through. */

const data = JSON.parse(document.getElementById('data').textContent);
const NONE = -1;

const lanes = data.lanes;
const items = data.items;
const versions = data.versions.map(version => ({stamp: NONE, origin: NONE, ...version}));
const changes = data.changes.map(change => ({version: NONE, message: NONE, ...change}));
const marks = data.marks.map((mark, number) => ({
  lane: NONE, name: '', brief: '', session: '', items: [], written: [], reads: [], losses: [], findings: [], facts: [],
  ...mark, number, until: mark.until ?? mark.at, step: 0
}));
const arrows = data.arrows.map(arrow => ({sent: NONE, ended: NONE, due: NONE, from: NONE, to: NONE, ...arrow}));
const bands = data.bands.map(band => ({label: '', lane: NONE, between: [], until: NONE, ...band}));

const arrowsByMark = new Map();
const arrowsById = new Map();
for (const arrow of arrows) {
  arrowsById.set(arrow.id, arrow);
  for (const mark of [arrow.sent, arrow.ended]) {
    if (mark !== NONE) {
      if (!arrowsByMark.has(mark)) {
        arrowsByMark.set(mark, []);
      }
      arrowsByMark.get(mark).push(arrow);
    }
  }
}

const changesByItem = new Map();
for (const change of changes) {
  if (!changesByItem.has(change.item)) {
    changesByItem.set(change.item, []);
  }
  changesByItem.get(change.item).push(change);
}

for (const mark of marks) {
  mark.stale = mark.findings.some(finding => finding.kind === 'stale');
  mark.lost = mark.losses.length > 0;
}

/* The steps of the story: a mark for each operation that a highlight names. */
const highlights = data.highlights ?? [];
const markByOperation = new Map();
for (const mark of marks) {
  if (mark.operation) {
    markByOperation.set(mark.operation, mark);
  }
}
const story = highlights.flatMap(highlight => (highlight.steps ?? [])).map(named);
const relations = highlights.flatMap(highlight => highlight.relations ?? []);
story.forEach((step, at) => {
  const mark = markByOperation.get(step.operation);
  if (mark && !mark.step) {
    mark.step = at + 1;
  }
});

/* The steps of a story are called A, B, ...; a caption that begins with such a name, as in the failure's message, has one. */
function named(step, at) {
  const told = /^([A-Z]\d*), (.*)$/s.exec(step.caption);
  const letter = String.fromCharCode(65 + at % 26);
  return {...step, name: told ? told[1] : at < 26 ? letter : letter + Math.floor(at / 26), caption: told ? told[2] : step.caption};
}

function stepName(step) {
  return story[step - 1].name;
}

/* What each Region held of an item when a mark had happened: the last change up to it, by lane. */
function held(item, number) {
  const state = new Map();
  for (const change of changesByItem.get(item) ?? []) {
    if (change.mark > number) {
      break;
    }
    state.set(change.lane, change);
  }
  return state;
}

/* The Regions in which an item is ever held. */
function homes(item) {
  return [...new Set((changesByItem.get(item) ?? []).map(change => change.lane))].sort((one, other) => one - other);
}

function itemName(number) {
  return items[number].table + '/' + items[number].key;
}

function versionName(number) {
  return 'v' + versions[number].number;
}

/* Whether the first of two versions is the one that last-writer-wins keeps. */
function wins(one, other) {
  const a = versions[one];
  const b = versions[other];
  if (a.stamp !== b.stamp) {
    return a.stamp > b.stamp;
  }
  return a.origin === b.origin ? a.number > b.number : lanes[a.origin] > lanes[b.origin];
}

/* What sets a mark apart for those who look for trouble. */
function standsOut(mark) {
  return mark.findings.length > 0 || mark.kind === 'refused' || mark.kind === 'unknown' || mark.step > 0;
}

const filter = {table: '', key: '', actor: '', kinds: 'all'};

const KINDS = {
  all: () => true,
  calls: mark => ['read', 'write', 'refused', 'unknown', 'call', 'cache'].includes(mark.kind),
  writes: mark => mark.kind === 'write',
  reads: mark => mark.kind === 'read' || mark.kind === 'cache',
  refused: mark => mark.kind === 'refused' || mark.kind === 'unknown',
  replication: mark => mark.kind === 'arrival' || mark.kind === 'write',
  findings: standsOut
};

/* Faults and clocks concern every item, so that a filter by item keeps them. */
function passes(mark) {
  if (!KINDS[filter.kinds](mark)) {
    return false;
  }
  const around = mark.kind === 'fault' || mark.kind === 'clock';
  if (filter.table && !around && !mark.items.some(item => items[item].table === filter.table)) {
    return false;
  }
  if (filter.key && !around && !mark.items.some(item => items[item].key.includes(filter.key))) {
    return false;
  }
  if (filter.actor && !around && mark.session !== filter.actor) {
    return mark.kind === 'arrival' && !!arrowsByMark.get(mark.number)?.some(
      arrow => arrow.sent !== NONE && marks[arrow.sent].session === filter.actor);
  }
  return true;
}

function isFiltered() {
  return filter.table !== '' || filter.key !== '' || filter.actor !== '' || filter.kinds !== 'all';
}

/* A moment or a length in microseconds, as short as it can be said. */
function timeText(micros) {
  const sign = micros < 0 ? '-' : '';
  let rest = Math.abs(micros);
  if (rest < 60000000) {
    return sign + secondsText(rest);
  }
  const parts = [];
  for (const [unit, size] of [['d', 86400000000], ['h', 3600000000], ['min', 60000000]]) {
    const whole = Math.floor(rest / size);
    if (whole > 0) {
      parts.push(whole + ' ' + unit);
      rest -= whole * size;
    }
  }
  return sign + parts.join(' ') + (rest > 0 ? ' ' + secondsText(rest) : '');
}

function secondsText(micros) {
  return (micros / 1000000).toFixed(6).replace(/\.?0+$/, '') + ' s';
}

/* A moment to the millisecond, for places where there is little room. */
function shortTime(micros) {
  return timeText(Math.round(micros / 1000) * 1000);
}

/* The length of a gap, roughly. */
function gapText(micros) {
  if (micros < 1000) {
    return micros + ' \u00b5s';
  }
  if (micros < 1000000) {
    return +(micros / 1000).toFixed(1) + ' ms';
  }
  if (micros < 60000000) {
    return +(micros / 1000000).toFixed(1) + ' s';
  }
  return micros < 5400000000 ? +(micros / 60000000).toFixed(1) + ' min'
    : micros < 172800000000 ? +(micros / 3600000000).toFixed(1) + ' h' : +(micros / 86400000000).toFixed(1) + ' days';
}

/* An element with its attributes and children; text is always text. */
function element(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined) {
      node.append(child);
    }
  }
  return node;
}

function byId(id) {
  return document.getElementById(id);
}
