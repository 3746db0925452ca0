/* What the reader does: select, step, zoom, pan, filter, light and dark. */

/* With fewer pixels for each event, labels say nothing. */
const READABLE = 44;

function select(number, quiet) {
  if (number === NONE || number === undefined || !marks[number]) {
    return;
  }
  view.selected = number;
  reveal(number);
  draw();
  followList();
  drawList();
  drawPanel();
  const at = axis.index.get(number);
  byId('position').textContent = at === undefined ? '' : (at + 1) + ' / ' + axis.shown.length;
}

/* Moves the view so that a mark lies in it, with some room around. */
function reveal(number) {
  const place = placeOf(number);
  const width = (view.width - GUTTER) / view.scale;
  const margin = Math.min(1, width / 5);
  if (place < view.left + margin / 2 || place > view.left + width - margin) {
    view.left = place - width / 2;
  }
  keepInside();
}

function keepInside() {
  const width = (view.width - GUTTER) / view.scale;
  view.left = Math.max(Math.min(0, (axis.total - width) / 2), Math.min(view.left, axis.total - width));
  if (width >= axis.total) {
    view.left = 0;
  }
}

function step(by, fits) {
  const shown = axis.shown;
  let at = axis.index.has(view.selected) ? axis.index.get(view.selected) : firstShown(view.selected) - (by > 0 ? 1 : 0);
  for (at += by; at >= 0 && at < shown.length; at += by) {
    if (!fits || fits(shown[at])) {
      select(shown[at].number);
      return;
    }
  }
}

function sameItem(mark) {
  const chosen = marks[view.selected]?.items ?? [];
  return mark.items.some(item => chosen.includes(item));
}

function sameLane(mark) {
  return mark.lane === marks[view.selected]?.lane;
}

function fitScale() {
  return (byId('frame').clientWidth - GUTTER - 8) / axis.total;
}

function zoom(factor, x) {
  const center = x ?? GUTTER + (view.width - GUTTER) / 2;
  const place = placeAt(center);
  view.scale = Math.max(Math.min(fitScale(), 60), Math.min(600, view.scale * factor));
  view.left = place - (center - GUTTER) / view.scale;
  keepInside();
  draw();
}

function fitAll() {
  view.scale = fitScale();
  view.left = 0;
  draw();
}

/* Everything where it can be read at once, otherwise a part of it around the selected event. */
function fitWell() {
  view.scale = Math.max(fitScale(), READABLE);
  keepInside();
  if (view.selected !== NONE) {
    const width = (view.width - GUTTER) / view.scale;
    view.left = placeOf(view.selected) - width / 2;
    keepInside();
  }
  draw();
}

function refilter() {
  layOut();
  numberInLanes();
  byId('clear').hidden = !isFiltered();
  byId('count').textContent = isFiltered() ? axis.shown.length + ' of ' + marks.length : String(marks.length);
  view.width = byId('frame').clientWidth;
  fitWell();
  if (axis.shown.length && !axis.index.has(view.selected)) {
    const at = Math.min(firstShown(Math.max(0, view.selected)), axis.shown.length - 1);
    select(axis.shown[at].number);
  } else {
    followList();
    drawList();
    select(view.selected);
  }
}

function setFilter(name, value) {
  filter[name] = value;
  for (const [id, key] of [['table', 'table'], ['key', 'key'], ['actor', 'actor'], ['kinds', 'kinds']]) {
    byId(id).value = filter[key];
  }
  refilter();
}

function filterBy(item) {
  filter.table = items[item].table;
  setFilter('key', items[item].key);
}

function clearFilter() {
  Object.assign(filter, {table: '', key: '', actor: '', kinds: 'all'});
  setFilter('kinds', 'all');
}

function setScale(trueScale) {
  axis.trueScale = trueScale;
  byId('true-scale').checked = trueScale;
  refilter();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  byId('theme').textContent = dark ? 'Light' : 'Dark';
  drawOverview();
}

function toggleKeys() {
  const keyboard = byId('keyboard');
  keyboard.hidden = !keyboard.hidden;
  byId('help').setAttribute('aria-expanded', String(!keyboard.hidden));
}

const KEYS = {
  ArrowRight: event => step(1, event.shiftKey ? sameItem : null),
  ArrowLeft: event => step(-1, event.shiftKey ? sameItem : null),
  ArrowDown: () => step(1, sameLane),
  ArrowUp: () => step(-1, sameLane),
  n: () => step(1, standsOut),
  p: () => step(-1, standsOut),
  Home: () => axis.shown.length && select(axis.shown[0].number),
  End: () => axis.shown.length && select(axis.shown[axis.shown.length - 1].number),
  '+': () => zoom(1.4),
  '=': () => zoom(1.4),
  '-': () => zoom(1 / 1.4),
  0: fitAll,
  s: () => setScale(!axis.trueScale),
  t: () => setTheme(!isDark()),
  f: () => byId('key').focus(),
  '?': toggleKeys
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.key === 'Escape') {
      event.target.blur();
    }
    return;
  }
  if (event.key === 'Enter' || event.key === ' ') {
    const number = event.target.dataset?.mark;
    if (number !== undefined) {
      event.preventDefault();
      select(Number(number));
    }
    return;
  }
  const action = Object.prototype.hasOwnProperty.call(KEYS, event.key) ? KEYS[event.key] : null;
  if (action) {
    event.preventDefault();
    action(event);
  }
}

function onWheel(event) {
  event.preventDefault();
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    view.left += (event.deltaX || event.deltaY) / view.scale;
    keepInside();
    draw();
  } else {
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, Math.max(GUTTER, event.offsetX));
  }
}

/* Dragging begins only after a few pixels, so that a click on a mark stays a click. */
function drags(target, move) {
  let from = null;
  target.addEventListener('pointerdown', event => {
    if (event.button === 0) {
      from = {x: event.clientX, left: view.left, dragging: false};
    }
  });
  target.addEventListener('pointermove', event => {
    if (!from) {
      return;
    }
    if (!from.dragging && Math.abs(event.clientX - from.x) > 4) {
      from.dragging = true;
      target.setPointerCapture(event.pointerId);
    }
    if (from.dragging) {
      move(event, from);
    }
  });
  for (const end of ['pointerup', 'pointercancel']) {
    target.addEventListener(end, () => {
      from = null;
    });
  }
}

function moveOverview(event) {
  const canvas = byId('overview');
  const share = (event.offsetX - GUTTER) / (canvas.clientWidth - GUTTER);
  view.left = share * axis.total - (view.width - GUTTER) / view.scale / 2;
  keepInside();
  draw();
}

function options(select, all, values) {
  select.append(element('option', {value: ''}, all), ...values.map(value => element('option', {value}, value)));
}

const FINDINGS = [
  ['stale', 'stale read', 'stale reads', mark => mark.stale],
  ['lost', 'version lost', 'versions lost', mark => mark.findings.some(finding => finding.kind === 'lost')],
  ['refused', 'call refused', 'calls refused', mark => mark.kind === 'refused'],
  ['unknown', 'call with unknown outcome', 'calls with unknown outcome', mark => mark.kind === 'unknown'],
  ['stray', 'stray write', 'stray writes', mark => mark.findings.some(finding => finding.kind === 'stray')]
];

function drawFindings() {
  const parts = [];
  for (const [kind, one, many, fits] of FINDINGS) {
    const count = marks.filter(fits).length;
    if (count > 0) {
      const go = element('button', {class: 'chip ' + kind}, count + ' ' + (count === 1 ? one : many));
      go.addEventListener('click', () => {
        const later = axis.shown.find(mark => mark.number > view.selected && fits(mark));
        select((later ?? axis.shown.find(fits) ?? marks.find(fits)).number);
      });
      parts.push(go);
    }
  }
  if (parts.length) {
    parts.unshift(element('span', {class: 'quiet'}, 'What stands out:'));
  }
  byId('findings').replaceChildren(...parts);
}

function drawStory() {
  const box = byId('story');
  box.hidden = highlights.length === 0;
  let number = 0;
  for (const highlight of highlights) {
    const steps = element('ul', {});
    for (const step of story.slice(number, number + (highlight.steps ?? []).length)) {
      number++;
      const go = element('button', {class: 'link'}, step.caption);
      go.addEventListener('click', () => select(markByOperation.get(step.operation)?.number));
      steps.append(element('li', {}, element('span', {class: 'sign step'}, step.name), ' ', go));
    }
    box.append(element('p', {}, element('b', {}, 'Broken: ' + highlight.guarantee + '.'), ' ', highlight.caption), steps);
  }
}

function drawHeading() {
  const heading = {origin: '', message: '', replay: '', ...data.heading};
  byId('verdict').textContent = {failed: '\u2717 FAILED', passed: '\u2713 PASSED', none: ''}[heading.verdict];
  byId('verdict').classList.add(heading.verdict);
  byId('title').textContent = heading.title;
  byId('origin').textContent = heading.origin;
  byId('message').textContent = heading.message;
  byId('message').hidden = !heading.message;
  const forgotten = data.forgotten ? ' The first ' + data.forgotten + ' events are no longer kept.' : '';
  byId('replay').replaceChildren(...(heading.replay ? ['Replay: ', element('code', {}, heading.replay), ' \u00b7 '] : []),
    'seed ', element('code', {}, data.seed), ' \u00b7 ' + lanes.length + (lanes.length === 1 ? ' Region' : ' Regions') + ' \u00b7 '
    + marks.length + ' events \u00b7 ' + timeText(data.end) + ' of virtual time from ' + data.start + '.' + forgotten);
}

const LEGEND = [
  [{kind: 'write'}, 'write that was accepted (two frames: a transaction or batch)'],
  [{kind: 'read'}, 'read'],
  [{kind: 'read', stale: true}, 'stale read: a newer version existed in another Region'],
  [{kind: 'refused'}, 'call that was refused'],
  [{kind: 'arrival'}, 'version that arrived from another Region'],
  [{kind: 'arrival', lost: true}, 'version lost to a later timestamp (last writer wins)'],
  [{kind: 'cache'}, 'answer from a DAX cache'],
  [{kind: 'fault'}, 'link or fault that changes'],
  [{kind: 'clock'}, 'clock that is set wrong'],
  [{kind: 'call'}, 'anything else']
];

function drawLegend() {
  byId('legend').append(...LEGEND.map(([mark, words]) => element('li', {},
    svg('svg', {class: 'icon mark ' + mark.kind + (mark.stale ? ' stale' : '') + (mark.lost ? ' lost' : ''), width: 24, height: 24, 'aria-hidden': 'true'},
      ...shape({written: [], ...mark}, 12, 12).filter(piece => piece)), words)),
  element('li', {}, svg('svg', {class: 'icon arrow applied', width: 34, height: 24, 'aria-hidden': 'true'},
    svg('path', {d: 'M2 6L30 18M22 18.5L30 18L25 12'})), 'replication: #n is the message, v2 the second version of its item'));
}

function start() {
  drawHeading();
  drawStory();
  drawFindings();
  drawLegend();
  options(byId('table'), 'all', [...new Set(items.map(item => item.table))]);
  const sessions = [...new Set(marks.map(mark => mark.session).filter(session => session))];
  options(byId('actor'), 'all', sessions);
  byId('actors').hidden = sessions.length === 0;
  byId('keys').append(...[...new Set(items.map(item => item.key))].slice(0, 200).map(key => element('option', {value: key})));
  arrange();
  const first = marks.find(mark => mark.step === 1) ?? marks.find(mark => mark.findings.length > 0) ?? marks[marks.length - 1];
  view.selected = first ? first.number : NONE;
  byId('theme').textContent = isDark() ? 'Light' : 'Dark';
  for (const [id, key] of [['table', 'table'], ['actor', 'actor'], ['kinds', 'kinds']]) {
    byId(id).addEventListener('change', event => setFilter(key, event.target.value));
  }
  byId('key').addEventListener('input', event => setFilter('key', event.target.value));
  byId('clear').addEventListener('click', clearFilter);
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  byId('zoom-in').addEventListener('click', () => zoom(1.4));
  byId('zoom-out').addEventListener('click', () => zoom(1 / 1.4));
  byId('fit').addEventListener('click', fitAll);
  byId('true-scale').addEventListener('change', event => setScale(event.target.checked));
  byId('theme').addEventListener('click', () => setTheme(!isDark()));
  byId('help').addEventListener('click', toggleKeys);
  byId('list').addEventListener('scroll', drawList);
  document.addEventListener('keydown', onKey);
  byId('frame').addEventListener('wheel', onWheel, {passive: false});
  drags(byId('frame'), (event, from) => {
    view.left = from.left - (event.clientX - from.x) / view.scale;
    keepInside();
    draw();
  });
  byId('overview').addEventListener('pointerdown', moveOverview);
  drags(byId('overview'), moveOverview);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawOverview());
  new ResizeObserver(() => {
    view.scale = Math.max(view.scale, Math.min(fitScale(), READABLE));
    keepInside();
    draw();
    drawList();
  }).observe(byId('frame'));
  refilter();
}

start();
