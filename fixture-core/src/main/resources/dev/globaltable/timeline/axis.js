/*
 * Where a mark lies. Most tests do a few things at one moment and then wait for seconds or hours, so that a true scale
 * shows nothing; the compressed one gives each mark a place of its own, in order, and longer gaps a little more room.
 */

const axis = {trueScale: false, shown: [], place: [], total: 1, breaks: [], instants: []};

const AFTER_SAME_MOMENT = 0.62;
const WIDEST_GAP = 3.2;
const BREAK_FROM = 12;

function layOut() {
  axis.shown = marks.filter(passes);
  axis.place = axis.trueScale ? truePlaces() : compressedPlaces();
  const last = axis.place.length ? axis.place[axis.place.length - 1] : 0;
  axis.total = Math.max(last + (axis.trueScale ? 0.3 : 1.8), xOf(data.end) + 0.3, 1);
  axis.instants = instants();
  axis.index = new Map(axis.shown.map((mark, at) => [mark.number, at]));
}

function gaps() {
  const lengths = [];
  for (let at = 1; at < axis.shown.length; at++) {
    const length = axis.shown[at].at - axis.shown[at - 1].at;
    if (length > 0) {
      lengths.push(length);
    }
  }
  return lengths.sort((one, other) => one - other);
}

function compressedPlaces() {
  const lengths = gaps();
  const usual = lengths.length ? lengths[Math.floor((lengths.length - 1) / 2)] : 1;
  axis.breaks = [];
  const places = [];
  const lastInLane = new Map();
  let place = 0.4;
  axis.shown.forEach((mark, at) => {
    const gap = at === 0 ? 0 : mark.at - axis.shown[at - 1].at;
    if (gap > 0) {
      const width = Math.min(WIDEST_GAP, 1 + 0.55 * Math.log2(1 + gap / usual));
      if (gap > BREAK_FROM * usual) {
        axis.breaks.push({at: place + width / 2, gap});
      }
      place += width;
    } else if (at > 0) {
      place += AFTER_SAME_MOMENT;
    }
    const before = lastInLane.get(mark.lane);
    if (before !== undefined && place - before < 1) {
      place = before + 1;
    }
    lastInLane.set(mark.lane, place);
    places.push(place);
  });
  return places;
}

/* One unit is a hundredth of the whole, or a mark's usual share of it. */
function truePlaces() {
  axis.breaks = [];
  axis.origin = axis.shown.length ? Math.min(0, axis.shown[0].at) : 0;
  const length = Math.max(data.end - axis.origin, 1);
  axis.unit = length / Math.max(10, axis.shown.length);
  return axis.shown.map(mark => 0.4 + (mark.at - axis.origin) / axis.unit);
}

/* The moments at which marks lie, each with the places of its first and last one. */
function instants() {
  const found = [];
  axis.shown.forEach((mark, at) => {
    const last = found[found.length - 1];
    if (last && last.time === mark.at) {
      last.until = axis.place[at];
    } else {
      found.push({time: mark.at, from: axis.place[at], until: axis.place[at]});
    }
  });
  return found;
}

/* How many of the shown marks lie before the given number. */
function firstShown(number) {
  let low = 0;
  let high = axis.shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis.shown[middle].number < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* The place of a mark, or of the next one that is shown. */
function placeOf(number) {
  const at = firstShown(number);
  return at < axis.place.length ? axis.place[at] : axis.total;
}

/* The place of a moment between marks. */
function xOf(time) {
  if (axis.trueScale) {
    return 0.4 + (time - axis.origin) / axis.unit;
  }
  const shown = axis.shown;
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle].at < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low === shown.length) {
    return shown.length && shown[shown.length - 1].at < time ? axis.place[shown.length - 1] + 0.5 : 0.4;
  }
  if (low === 0 || shown[low].at === time) {
    return low === 0 && shown[0].at > time ? axis.place[0] - 0.35 : axis.place[low];
  }
  const from = shown[low - 1].at;
  const share = (time - from) / (shown[low].at - from);
  return axis.place[low - 1] + share * (axis.place[low] - axis.place[low - 1]);
}

/* The first of the shown marks at or right of a place. */
function indexAt(place) {
  let low = 0;
  let high = axis.place.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis.place[middle] < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
