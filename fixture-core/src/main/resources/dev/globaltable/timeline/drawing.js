/* The picture. Only what lies in view is drawn; marks too close to tell apart are drawn as one, with their number. */

const view = {scale: 90, left: 0, selected: NONE, width: 800};

const GUTTER = 128;
const AXIS = 40;
const STRIP_ROW = 24;
const LINE = 14;
const SIZE = 7;
const TOO_CLOSE = 9;
const LETTER = 6.1;
const MOST_ARROWS = 500;
const MOST_LABELS = 300;
const NOTEWORTHY = 1000;

const layout = {lines: 3, rows: [], stripHeight: 0, tops: [], centers: [], heights: [], height: 0};

function screenX(place) {
  return GUTTER + (place - view.left) * view.scale;
}

function placeAt(x) {
  return view.left + (x - GUTTER) / view.scale;
}

/* Lanes at the edge have their labels outside, away from the arrows; those between have them on both sides. */
function slots(lane) {
  const first = lane === 0;
  const last = lane === lanes.length - 1;
  if (first && !last) {
    return [[-1, 0], [-1, 1]];
  }
  return last && !first ? [[1, 0], [1, 1]] : [[-1, 0], [1, 0]];
}

function arrange() {
  layout.lines = Math.max(2, ...marks.slice(0, MOST_LABELS).map(mark => labelLines(mark).length));
  const rows = [];
  for (const band of bands) {
    if (band.lane !== NONE) {
      continue;
    }
    const from = band.from;
    const until = band.until === NONE ? Infinity : band.until;
    let row = rows.findIndex(end => end <= from);
    if (row < 0) {
      row = rows.length;
      rows.push(0);
    }
    rows[row] = until;
    band.row = row;
  }
  layout.stripHeight = rows.length ? rows.length * STRIP_ROW + 6 : 0;
  let y = AXIS + layout.stripHeight;
  lanes.forEach((name, lane) => {
    const used = slots(lane);
    const above = Math.max(0, ...used.filter(slot => slot[0] < 0).map(slot => slot[1] + 1));
    const below = Math.max(0, ...used.filter(slot => slot[0] > 0).map(slot => slot[1] + 1));
    const skewed = bands.some(band => band.lane === lane && band.kind === 'skew') ? 20 : 0;
    const up = 26 + above * (layout.lines * LINE + 6);
    const down = 26 + below * (layout.lines * LINE + 6) + skewed;
    layout.tops[lane] = y;
    layout.centers[lane] = y + up;
    layout.heights[lane] = up + down;
    y += up + down + 8;
  });
  layout.height = y;
}

function centerOf(mark) {
  if (mark.lane !== NONE) {
    return layout.centers[mark.lane];
  }
  const band = bands.find(candidate => candidate.lane === NONE
    && (candidate.from === mark.number || candidate.until === mark.number));
  return AXIS + (band ? band.row : 0) * STRIP_ROW + 11;
}

let drawAsked = false;

function draw() {
  if (!drawAsked) {
    drawAsked = true;
    requestAnimationFrame(() => {
      drawAsked = false;
      drawNow();
    });
  }
}

function drawNow() {
  const drawing = byId('drawing');
  const focused = drawing.contains(document.activeElement);
  view.width = byId('frame').clientWidth;
  drawing.setAttribute('width', view.width);
  drawing.setAttribute('height', layout.height);
  fill(byId('inner-box'), {x: GUTTER, y: 0, width: Math.max(0, view.width - GUTTER), height: layout.height}, []);
  const inView = marksInView();
  byId('back').replaceChildren(...laneGrounds());
  byId('front').replaceChildren(...laneBands(), ...ticks(), ...cursor(), ...arrowLines(), ...relationLines(),
    ...drawMarks(inView));
  byId('names').replaceChildren(...laneNames());
  if (focused) {
    drawing.querySelector('.mark.selected')?.focus({preventScroll: true});
  }
  drawOverview();
}

function marksInView() {
  const from = Math.max(0, indexAt(view.left) - 1);
  const until = Math.min(axis.shown.length, indexAt(placeAt(view.width) + 0.2) + 1);
  return {from, until};
}

function laneGrounds() {
  return lanes.map((name, lane) => svg('rect', {
    class: 'lane', x: 0, y: layout.tops[lane], width: view.width, height: layout.heights[lane], rx: 4
  }));
}

function laneNames() {
  const parts = [svg('rect', {class: 'gutter', x: 0, y: 0, width: GUTTER - 6, height: layout.height})];
  lanes.forEach((name, lane) => {
    parts.push(svg('rect', {class: 'lane', x: 0, y: layout.tops[lane], width: GUTTER - 6, height: layout.heights[lane], rx: 4}));
    parts.push(svg('text', {class: 'lane-name', x: 10, y: layout.centers[lane] + 4}, name));
  });
  parts.push(svg('text', {class: 'axis-name', x: 10, y: 16}, 'virtual time'));
  parts.push(svg('text', {class: 'axis-name quiet', x: 10, y: 30}, axis.trueScale ? 'true scale' : 'gaps shortened'));
  if (layout.stripHeight) {
    parts.push(svg('text', {class: 'axis-name', x: 10, y: AXIS + 15}, 'links'));
  }
  return parts;
}

const BAND_FILL = {cut: 'hatch', paused: 'dots', slow: 'waves', fault: 'cross', status: 'dots', skew: 'waves'};

function bandLabel(band) {
  if (band.lane !== NONE) {
    return band.label;
  }
  const pairs = new Set(band.between.map(pair => pair.join()));
  const routes = [];
  for (const [from, to] of band.between) {
    const both = pairs.has([to, from].join());
    if (!both || from < to) {
      routes.push(lanes[from] + (both ? ' \u21c4 ' : ' \u2192 ') + lanes[to]);
    }
  }
  const words = {cut: 'cut off', paused: 'replication paused', slow: band.label}[band.kind];
  return words + ': ' + routes.join(', ');
}

function laneBands() {
  const parts = [];
  for (const band of bands) {
    const from = Math.max(GUTTER - 4, screenX(placeOf(band.from)));
    const until = Math.min(view.width + 4, band.until === NONE ? view.width + 4 : screenX(placeOf(band.until)));
    if (until < GUTTER || from > view.width || until - from < 0.5) {
      continue;
    }
    const label = bandLabel(band);
    let top = AXIS + band.row * STRIP_ROW + 1;
    let height = STRIP_ROW - 4;
    if (band.kind === 'skew') {
      top = layout.tops[band.lane] + layout.heights[band.lane] - 20;
      height = 18;
    } else if (band.lane !== NONE) {
      top = layout.tops[band.lane];
      height = layout.heights[band.lane];
    }
    parts.push(svg('g', {class: 'band ' + band.kind},
      svg('title', {}, label),
      svg('rect', {x: from, y: top, width: until - from, height, fill: 'url(#' + BAND_FILL[band.kind] + ')'}),
      until - from > 40 ? svg('text', {x: from + 12, y: top + 14}, clip(label, until - from - 16)) : null));
    if (band.lane === NONE && band.kind !== 'slow') {
      parts.push(...betweenLanes(band, from, until));
    }
  }
  return parts;
}

/* A closed link is also seen where its arrows would pass: between two lanes that lie side by side. */
function betweenLanes(band, from, until) {
  const gaps = new Set(band.between.filter(pair => Math.abs(pair[0] - pair[1]) === 1).map(pair => Math.max(...pair)));
  return [...gaps].map(lane => svg('rect', {
    class: 'band ' + band.kind + ' gap', x: from, width: until - from, y: layout.tops[lane] - 17, height: 26, fill: 'url(#' + BAND_FILL[band.kind] + ')'
  }));
}

function ticks() {
  const parts = [];
  let free = -Infinity;
  for (const instant of axis.instants) {
    const x = screenX(instant.from);
    const until = screenX(instant.until);
    if (until < GUTTER || x > view.width) {
      continue;
    }
    if (x - free > -2) {
      const text = shortTime(instant.time);
      parts.push(svg('line', {class: 'tick', x1: x, x2: x, y1: AXIS - 6, y2: layout.height - 8}));
      parts.push(svg('text', {class: 'tick-text', x: x - 3, y: 16}, text));
      free = x + text.length * LETTER + 14;
    }
    parts.push(svg('path', {class: 'instant', d: `M${x - 4} ${AXIS - 12}v6H${Math.max(until, x) + 4}v-6`}));
  }
  for (const gap of axis.breaks) {
    const x = screenX(gap.at);
    if (x > GUTTER && x < view.width && view.scale > 30) {
      parts.push(svg('path', {class: 'break', d: `M${x - 4} ${AXIS - 2}l8 -5l-8 -5l8 -5M${x} ${AXIS + 2}V${layout.height - 8}`}));
      parts.push(svg('text', {class: 'break-text', x: x + 6, y: AXIS - 8}, gapText(gap.gap)));
    }
  }
  return parts;
}

function cursor() {
  const mark = marks[view.selected];
  if (!mark || !axis.index.has(mark.number)) {
    return [];
  }
  const x = screenX(placeOf(mark.number));
  return [svg('line', {class: 'cursor', x1: x, x2: x, y1: AXIS - 6, y2: layout.height - 4})];
}

/* Where an arrow runs on the screen; null when a filter hides it or it lies out of view. */
function arrowEnds(arrow) {
  const item = versions[arrow.version].item;
  const shown = axis.index.has(arrow.sent) || axis.index.has(arrow.ended);
  if (!shown || arrow.from === NONE || arrow.to === NONE) {
    return null;
  }
  const ended = arrow.ended !== NONE;
  const from = arrow.sent === NONE ? placeOf(arrow.ended) - 0.6 : placeOf(arrow.sent);
  const to = ended ? placeOf(arrow.ended) : Math.max(from + 0.5, Math.min(axis.total - 0.05, from + 3));
  const x1 = screenX(from);
  const x2 = screenX(to);
  if (Math.max(x1, x2) < GUTTER || Math.min(x1, x2) > view.width) {
    return null;
  }
  const y1 = layout.centers[arrow.from];
  const y2 = layout.centers[arrow.to];
  const part = ended ? 1 : 0.6;
  return {x1, y1, x2: x1 + (x2 - x1) * part, y2: y1 + (y2 - y1) * part, ended, item};
}

function arrowLines() {
  const parts = [];
  const plain = {};
  let drawn = 0;
  const chosen = marks[view.selected]?.items ?? [];
  const labels = [];
  for (const arrow of arrows) {
    const ends = arrowEnds(arrow);
    if (!ends) {
      continue;
    }
    const kind = arrow.fate === 'under way' ? 'flying' : arrow.fate;
    if (++drawn > MOST_ARROWS) {
      plain[kind] = (plain[kind] ?? '') + `M${ends.x1.toFixed(1)} ${ends.y1}L${ends.x2.toFixed(1)} ${ends.y2}`;
      continue;
    }
    const part = svg('g', {class: 'arrow ' + kind + (chosen.includes(ends.item) ? ' chosen' : '')},
      svg('title', {}, arrowText(arrow)), svg('path', {d: arrowPath(ends, kind)}));
    if (view.scale > 30) {
      labels.push(arrowLabel(arrow, ends));
    }
    part.addEventListener('click', () => select(arrow.ended === NONE ? arrow.sent : arrow.ended));
    parts.push(part);
  }
  for (const [kind, d] of Object.entries(plain)) {
    parts.push(svg('path', {class: 'arrow thin ' + kind, d}));
  }
  return parts.concat(labels);
}

/* The line stops short of the marks, with a head, or a cross where the version was dropped. */
function arrowPath(ends, kind) {
  const length = Math.hypot(ends.x2 - ends.x1, ends.y2 - ends.y1) || 1;
  const dx = (ends.x2 - ends.x1) / length;
  const dy = (ends.y2 - ends.y1) / length;
  const x1 = ends.x1 + dx * (SIZE + 2);
  const y1 = ends.y1 + dy * (SIZE + 2);
  const x2 = ends.x2 - dx * (ends.ended ? SIZE + 4 : 0);
  const y2 = ends.y2 - dy * (ends.ended ? SIZE + 4 : 0);
  const line = `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
  if (kind === 'flying') {
    return line + `m4 0a4 4 0 1 1 -8 0a4 4 0 1 1 8 0`;
  }
  const head = (along, across) => `${(x2 - dx * along - dy * across).toFixed(1)} ${(y2 - dy * along + dx * across).toFixed(1)}`;
  return line + `M${head(8, 4)}L${x2.toFixed(1)} ${y2.toFixed(1)}L${head(8, -4)}`;
}

function arrowLabel(arrow, ends) {
  const share = ends.ended ? 0.5 : 0.8;
  const text = '#' + arrow.id + ' ' + versionName(arrow.version)
    + (ends.ended ? '' : arrow.due === NONE ? ' held for the test' : ' still under way');
  return svg('text', {
    class: 'arrow-label', x: ends.x1 + (ends.x2 - ends.x1) * share + 6, y: ends.y1 + (ends.y2 - ends.y1) * share + 4
  }, text);
}

function arrowText(arrow) {
  const due = arrow.ended === NONE && arrow.due !== NONE ? ', due ' + timeText(arrow.due) : '';
  return `message #${arrow.id}: ${versionName(arrow.version)} of ${itemName(versions[arrow.version].item)}, `
    + `${lanes[arrow.from]} to ${lanes[arrow.to]}, ${arrow.fate}${due}`;
}

/* Why one operation of the story comes before another. */
function relationLines() {
  const parts = [];
  for (const relation of relations) {
    const from = markByOperation.get(relation.from);
    const to = markByOperation.get(relation.to);
    if (!from || !to || !axis.index.has(from.number) || !axis.index.has(to.number)) {
      continue;
    }
    const x1 = screenX(placeOf(from.number));
    const x2 = screenX(placeOf(to.number));
    const y1 = centerOf(from);
    const y2 = centerOf(to);
    // The way back runs beside the way there.
    const bend = (from.lane === to.lane ? 34 : 26) * (from.number > to.number ? 1 : -1);
    parts.push(svg('path', {class: 'relation', d: `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 + bend} ${x2} ${y2}`}));
    parts.push(svg('text', {class: 'relation-label', x: (x1 + x2) / 2, y: (y1 + y2) / 2 + bend / 2 + (bend > 0 ? 10 : -2)}, relation.label));
  }
  return parts;
}

/* Groups of marks that fall upon each other, lane by lane. */
function groups(inView) {
  const all = [];
  const open = new Map();
  for (let at = inView.from; at < inView.until; at++) {
    const mark = axis.shown[at];
    const x = screenX(axis.place[at]);
    const group = open.get(mark.lane);
    if (group && x - group.x < TOO_CLOSE) {
      group.marks.push(mark);
    } else {
      const begun = {x, marks: [mark]};
      open.set(mark.lane, begun);
      all.push(begun);
    }
  }
  return all;
}

function drawMarks(inView) {
  const all = groups(inView);
  const parts = [];
  const labelled = all.length < MOST_LABELS;
  const rooms = labelled ? roomsFor(all) : null;
  all.forEach((group, at) => {
    if (group.marks.length > 1) {
      parts.push(cluster(group));
      const selected = group.marks.find(mark => mark.number === view.selected);
      if (selected) {
        parts.push(drawMark(selected, group.x, null));
      }
    } else {
      parts.push(drawMark(group.marks[0], group.x, rooms ? rooms[at] : null));
    }
  });
  return parts;
}

/* For each group of one mark its place for a label and how much room there is to the next label of that place. */
function roomsFor(all) {
  const rooms = [];
  const turn = new Map();
  const last = new Map();
  all.forEach((group, at) => {
    const lane = group.marks[0].lane;
    if (lane === NONE) {
      return;
    }
    const places = slots(lane);
    // A slot follows from the mark's number within its lane, so that labels do not jump when the view moves.
    const mine = group.marks.length === 1 ? places[orderInLane(group.marks[0]) % places.length] : places[(turn.get(lane) ?? 0) % 2];
    turn.set(lane, (turn.get(lane) ?? 0) + 1);
    const name = lane + ':' + mine.join();
    if (last.has(name)) {
      rooms[last.get(name)].room = group.x - all[last.get(name)].x - 10;
    }
    rooms[at] = {side: mine[0], tier: mine[1], room: view.width - group.x};
    last.set(name, at);
  });
  return rooms;
}

function orderInLane(mark) {
  return mark.order ?? 0;
}

function numberInLanes() {
  const counts = new Map();
  for (const mark of axis.shown) {
    mark.order = counts.get(mark.lane) ?? 0;
    counts.set(mark.lane, mark.order + 1);
  }
}

function cluster(group) {
  const first = group.marks[0];
  const found = group.marks.some(mark => mark.lost) ? 'lost' : group.marks.some(mark => mark.stale) ? 'stale'
    : group.marks.some(mark => mark.kind === 'refused') ? 'refused' : '';
  const y = centerOf(first);
  const part = svg('g', {class: 'cluster ' + found, role: 'img',
    'aria-label': group.marks.length + ' events from ' + timeText(first.at)},
  svg('title', {}, group.marks.length + ' events: zoom in to see them'),
  svg('rect', {x: group.x - 7, y: y - 9, width: 14, height: 18, rx: 4}),
  svg('text', {x: group.x, y: y + 3.5}, group.marks.length > 99 ? '\u2217' : String(group.marks.length)));
  part.addEventListener('click', () => select((group.marks.find(standsOut) ?? first).number));
  return part;
}

function shape(mark, x, y) {
  const s = SIZE;
  const cross = `M${x - s} ${y - s}L${x + s} ${y + s}M${x + s} ${y - s}L${x - s} ${y + s}`;
  if (mark.lost) {
    return [svg('circle', {class: 'shape lost-ground', cx: x, cy: y, r: s + 3}), svg('path', {class: 'shape cross', d: cross})];
  }
  switch (mark.kind) {
    case 'write':
      return [svg('rect', {class: 'shape', x: x - s, y: y - s, width: 2 * s, height: 2 * s, rx: 1.5}),
        mark.written.length > 1 ? svg('rect', {class: 'shape outer', x: x - s - 3, y: y - s - 3, width: 2 * s + 6, height: 2 * s + 6, rx: 3}) : null];
    case 'read':
      return [svg('circle', {class: 'shape', cx: x, cy: y, r: s}),
        mark.stale ? svg('path', {class: 'shape hand', d: `M${x} ${y - 4.5}V${y}H${x - 4}`}) : null];
    case 'refused':
      return [svg('circle', {class: 'shape', cx: x, cy: y, r: s}),
        svg('path', {class: 'shape hand', d: `M${x - s + 2} ${y + s - 2}L${x + s - 2} ${y - s + 2}`})];
    case 'unknown':
      return [svg('path', {class: 'shape', d: `M${x} ${y - s - 2}l${s + 2} ${s + 2}l${-s - 2} ${s + 2}l${-s - 2} ${-s - 2}z`}),
        svg('text', {class: 'question', x, y: y + 4}, '?')];
    case 'cache':
      return [svg('path', {class: 'shape', d: `M${x - s} ${y}l4 ${-s}h${2 * s - 8}l4 ${s}l-4 ${s}h${8 - 2 * s}z`})];
    case 'arrival':
      return [svg('path', {class: 'shape', d: `M${x - s} ${y - s + 2}h${2 * s}l${-s} ${2 * s - 2}z`})];
    case 'clock':
      return [svg('circle', {class: 'shape', cx: x, cy: y, r: s}), svg('path', {class: 'shape hand', d: `M${x} ${y - 5}V${y}L${x + 4} ${y + 2}`})];
    case 'fault':
      return [svg('path', {class: 'shape', d: `M${x + 2} ${y - s - 1}l-7 9h5l-2 7l7 -9h-5z`})];
    default:
      return [svg('path', {class: 'shape', d: `M${x} ${y - s + 1}l${s - 1} ${s - 1}l${1 - s} ${s - 1}l${1 - s} ${1 - s}z`})];
  }
}

/* A mark in words: what a screen reader says, and what the pointer shows. */
function markText(mark) {
  const where = mark.lane === NONE ? '' : lanes[mark.lane] + ', ';
  const found = mark.findings.length ? '. ' + mark.findings.map(finding => finding.words).join(' ') : '';
  return timeText(mark.at) + ', ' + where + mark.text + found;
}

function drawMark(mark, x, room) {
  const y = centerOf(mark);
  const selected = mark.number === view.selected;
  const classes = ['mark', mark.kind];
  for (const [name, holds] of [['selected', selected], ['stale', mark.stale], ['lost', mark.lost], ['step', mark.step > 0],
    ['faint', story.length > 0 && mark.step === 0 && !selected]]) {
    if (holds) {
      classes.push(name);
    }
  }
  const part = svg('g', {class: classes.join(' '), role: 'button', tabindex: selected ? 0 : NONE, 'aria-label': markText(mark),
    'data-mark': mark.number}, svg('title', {}, markText(mark)));
  if (mark.until > mark.at) {
    const end = screenX(Math.max(placeOf(mark.number) + 0.15, xOf(mark.until)));
    part.append(svg('rect', {class: 'lasting', x, y: y - 3, width: Math.max(4, end - x), height: 6, rx: 3}));
  }
  part.append(...stamps(mark, x, y, room ? -room.side : 1));
  if (selected) {
    part.append(svg('circle', {class: 'ring', cx: x, cy: y, r: SIZE + 7}));
  }
  part.append(...shape(mark, x, y).filter(piece => piece));
  if (mark.step) {
    part.append(svg('circle', {class: 'badge', cx: x + 11, cy: y - 11, r: 8}),
      svg('text', {class: 'badge-text', x: x + 11, y: y - 7.5}, stepName(mark.step)));
  }
  if (room && room.room > 34) {
    part.append(...label(mark, x, y, room));
  }
  part.addEventListener('click', () => select(mark.number));
  return part;
}

/* A clock that is wrong stamps a version with another time than that at which it was written: a line leads there. */
function stamps(mark, x, y, below) {
  const off = mark.written.find(version => Math.abs(versions[version].stamp - mark.at) > NOTEWORTHY && versions[version].origin === mark.lane);
  if (off === undefined || mark.until > mark.at) {
    return [];
  }
  const stamp = versions[off].stamp;
  const to = Math.max(GUTTER + 3, Math.min(view.width - 3, screenX(xOf(stamp))));
  const side = to < x ? -1 : 1;
  return [
    svg('path', {class: 'stamp', d: `M${x} ${y + below * 13}H${to}m0 -5v10`}),
    svg('text', {class: 'stamp-text', x: to - side * 2, y: y + (below > 0 ? 27 : -20), 'text-anchor': to < x ? 'start' : 'end'},
      'stamped ' + shortTime(stamp) + ' by its clock')
  ];
}

function label(mark, x, y, room) {
  const lines = labelLines(mark);
  const parts = [];
  const offset = 19 + room.tier * (layout.lines * LINE + 6);
  if (room.tier > 0) {
    const end = y + room.side * (offset - 4);
    parts.push(svg('line', {class: 'leader', x1: x, x2: x, y1: y + room.side * (SIZE + 5), y2: end}));
  }
  const top = room.side < 0 ? y - offset - (lines.length - 1) * LINE : y + offset + 8;
  lines.forEach((line, at) => {
    parts.push(svg('text', {class: 'label ' + line.style, x: x - SIZE, y: top + at * LINE}, clip(line.text, room.room)));
  });
  return parts;
}

function labelLines(mark) {
  const lines = [];
  const keys = mark.items.length > 3 ? mark.items.length + ' items' : mark.items.map(item => items[item].key).join(', ');
  lines.push({style: 'name', text: mark.name + (keys ? ' ' + keys : '')});
  const written = mark.kind === 'write' && mark.written.length > 0;
  if (written) {
    const told = version => versionName(version) + ': ' + versions[version].brief;
    if (mark.written.length === 1) {
      lines.push({style: 'brief', text: told(mark.written[0])});
    } else {
      lines.push(...mark.written.slice(0, 2).map(version => ({style: 'brief', text: items[versions[version].item].key + ' ' + told(version)})));
    }
  } else if (mark.reads.length === 1) {
    lines.push({style: 'brief', text: mark.kind === 'refused' ? mark.brief : readText(mark.reads[0])});
  } else if (mark.kind === 'read' && mark.reads.length > 1 && mark.reads.length < 4) {
    lines.push(...mark.reads.map(seen => ({style: 'brief', text: items[seen.item].key + ' ' + readText(seen)})));
  } else if (mark.brief) {
    lines.push({style: 'brief', text: mark.brief});
  }
  if (mark.stale) {
    const seen = mark.reads.find(read => read.newest !== undefined && read.newest !== read.version);
    lines.push({style: 'warning', text: 'STALE' + (seen ? ': ' + (mark.reads.length > 1 ? items[seen.item].key + ' ' : '') + versionName(seen.newest) + ' exists' : '')});
  } else if (mark.lost && mark.name.indexOf('LOST') < 0) {
    const lost = mark.losses[0];
    lines.push({style: 'warning', text: 'LOST here: ' + versionName(lost) + ' ' + versions[lost].brief});
  }
  return lines;
}

function readText(seen) {
  return seen.version === undefined || seen.version === NONE ? 'no item' : versionName(seen.version) + ': ' + versions[seen.version].brief;
}

/* As much of a text as fits. */
function clip(text, room) {
  const letters = Math.floor(room / LETTER);
  return text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)) + '\u2026';
}

/* All marks as a thin strip, with the view as a frame. */
function drawOverview() {
  const canvas = byId('overview');
  const width = canvas.clientWidth;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = 34 * ratio;
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const room = width - GUTTER;
  pen.clearRect(0, 0, width, 34);
  pen.fillStyle = colour('--lane');
  pen.fillRect(GUTTER, 4, room, 26);
  const x = place => GUTTER + place / axis.total * room;
  for (const [found, name, top, height] of [[false, '--quiet', 12, 10], [true, '--lost', 6, 22]]) {
    pen.fillStyle = colour(name);
    let last = -1;
    axis.shown.forEach((mark, at) => {
      const place = Math.round(x(axis.place[at]));
      if ((mark.findings.length > 0) === found && place !== last) {
        pen.fillRect(place, top, found ? 2 : 1, height);
        last = place;
      }
    });
  }
  const from = Math.max(GUTTER, x(view.left));
  const until = Math.min(width - 1, x(placeAt(view.width)));
  pen.strokeStyle = colour('--text');
  pen.lineWidth = 1.5;
  pen.strokeRect(from, 2, Math.max(4, until - from), 30);
}
