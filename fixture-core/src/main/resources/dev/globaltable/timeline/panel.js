/* What is known of the selected event, and what each Region held of its items at that moment. */

const MOST_ITEMS = 4;

function drawPanel() {
  const panel = byId('panel');
  const mark = marks[view.selected];
  if (!mark) {
    panel.replaceChildren(element('p', {class: 'quiet'}, 'Click a mark, or step with the arrow keys.'));
    return;
  }
  const parts = [element('h3', {}, mark.name, element('span', {class: 'quiet'},
    ' at ' + timeText(mark.at) + (mark.lane === NONE ? '' : ' in ' + lanes[mark.lane]) + (mark.session ? ', session ' + mark.session : '')))];
  for (const step of story.filter(step => step.operation === mark.operation)) {
    parts.push(element('p', {class: 'finding step'}, step.caption));
  }
  for (const finding of mark.findings) {
    parts.push(element('p', {class: 'finding ' + finding.kind}, finding.words));
  }
  for (const item of mark.items.slice(0, MOST_ITEMS)) {
    parts.push(...itemTable(item, mark.number));
  }
  if (mark.items.length > MOST_ITEMS) {
    parts.push(element('p', {class: 'quiet'}, 'and ' + (mark.items.length - MOST_ITEMS) + ' more items'));
  }
  parts.push(...sentFrom(mark), ...facts(mark));
  panel.replaceChildren(...parts);
}

function itemTable(item, number) {
  const state = held(item, number);
  const present = [...state.values()].map(change => change.version).filter(version => version !== NONE);
  const newest = present.reduce((best, version) => best === NONE || wins(version, best) ? version : best, NONE);
  const rows = homes(item).map(lane => itemRow(lane, state.get(lane), newest));
  const only = element('button', {class: 'link', title: 'Show this item alone'}, itemName(item));
  only.addEventListener('click', () => filterBy(item));
  return [
    element('h4', {}, only, ' at this moment'),
    element('table', {}, element('thead', {}, element('tr', {}, element('th', {}, 'Region'), element('th', {}, 'holds'), element('th', {}, 'how it came there'))),
      element('tbody', {}, ...rows))
  ];
}

function itemRow(lane, change, newest) {
  const nothing = !change || change.version === NONE;
  const version = nothing ? null : versions[change.version];
  const held = nothing ? element('td', {class: 'quiet'}, 'nothing')
    : element('td', {}, element('b', {}, 'v' + version.number), ' ', element('span', {class: 'item'}, version.text),
      element('div', {class: 'quiet small'}, 'stamp ' + version.name));
  return element('tr', {class: version && change.version !== newest ? 'older' : ''},
    element('th', {scope: 'row'}, lanes[lane]), held, element('td', {}, change ? cameHow(change) : 'not there yet'));
}

function cameHow(change) {
  const mark = marks[change.mark];
  const at = ' at ' + shortTime(mark.at);
  const words = {
    written: 'written here by ' + mark.name + at,
    expired: 'expired here' + at,
    copied: 'copied when the replica was made' + at,
    gone: 'the table is gone since ' + shortTime(mark.at)
  }[change.how];
  const go = element('button', {class: 'link'}, words ?? messageText(change, at));
  go.addEventListener('click', () => select(change.mark));
  return go;
}

function messageText(change, at) {
  const arrow = arrowsById.get(change.message);
  return 'arrived by message #' + change.message + (arrow ? ' from ' + lanes[arrow.from] : '') + at;
}

/* The messages that begin or end at a mark. */
function sentFrom(mark) {
  return (arrowsByMark.get(mark.number) ?? []).map(arrow => {
    const other = arrow.sent === mark.number ? arrow.ended : arrow.sent;
    const begun = arrow.sent === mark.number;
    const fate = arrow.fate === 'under way'
      ? 'never arrived in this history' + (arrow.due === NONE ? ' (held for the test)' : ' (due ' + timeText(arrow.due) + ')')
      : arrow.fate + (arrow.ended === NONE ? '' : ' at ' + shortTime(marks[arrow.ended].at));
    const words = begun
      ? `#${arrow.id} ${versionName(arrow.version)} to ${lanes[arrow.to]}: ${fate}`
      : `#${arrow.id} ${versionName(arrow.version)} left ${lanes[arrow.from]}` + (other === NONE ? '' : ' at ' + shortTime(marks[other].at));
    const go = element('button', {class: 'link'}, words);
    go.disabled = other === NONE;
    go.addEventListener('click', () => select(other));
    return element('p', {class: 'message-line'}, '\u2192 ', go);
  });
}

function facts(mark) {
  if (!mark.facts.length) {
    return [];
  }
  const list = element('dl', {});
  for (const [name, value] of mark.facts) {
    list.append(element('dt', {}, name), element('dd', {}, value));
  }
  return [list];
}
