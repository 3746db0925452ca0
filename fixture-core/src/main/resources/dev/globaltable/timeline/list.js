/* The events as a list: always in step with the picture, and of any length since only what is seen is built. */

const ROW = 46;

function drawList() {
  const list = byId('list');
  const rows = byId('rows');
  rows.style.height = axis.shown.length * ROW + 'px';
  const from = Math.max(0, Math.floor(list.scrollTop / ROW) - 4);
  const until = Math.min(axis.shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 4);
  const built = [];
  for (let at = from; at < until; at++) {
    built.push(row(axis.shown[at], at));
  }
  rows.replaceChildren(...built);
  if (axis.index.has(view.selected)) {
    list.setAttribute('aria-activedescendant', 'event-' + view.selected);
  } else {
    list.removeAttribute('aria-activedescendant');
  }
}

function row(mark, at) {
  const selected = mark.number === view.selected;
  const signs = [];
  if (mark.step) {
    signs.push(element('span', {class: 'sign step'}, stepName(mark.step)));
  }
  if (mark.stale) {
    signs.push(element('span', {class: 'sign stale'}, 'stale'));
  }
  if (mark.lost) {
    signs.push(element('span', {class: 'sign lost'}, 'lost'));
  }
  const icon = svg('svg', {class: 'icon mark ' + mark.kind + (mark.stale ? ' stale' : '') + (mark.lost ? ' lost' : ''),
    width: 24, height: 24, 'aria-hidden': 'true'}, ...shape(mark, 12, 12).filter(piece => piece));
  const built = element('div', {
    class: 'row' + (selected ? ' selected' : ''), id: 'event-' + mark.number, role: 'option', 'aria-selected': String(selected),
    'aria-setsize': axis.shown.length, 'aria-posinset': at + 1, style: `top:${at * ROW}px`, title: mark.text
  },
  icon,
  element('div', {class: 'words'},
    element('div', {class: 'head'}, element('span', {class: 'time'}, shortTime(mark.at)),
      element('span', {class: 'where'}, mark.lane === NONE ? '' : lanes[mark.lane]),
      mark.session ? element('span', {class: 'who'}, mark.session) : null, ...signs),
    element('div', {class: 'what'}, mark.text)));
  built.addEventListener('click', () => select(mark.number));
  return built;
}

/* Brings the selected event into the list's view. */
function followList() {
  const list = byId('list');
  const at = axis.index.get(view.selected);
  if (at === undefined) {
    return;
  }
  const top = at * ROW;
  if (top < list.scrollTop) {
    list.scrollTop = top;
  } else if (top + ROW > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + ROW - list.clientHeight;
  }
}
