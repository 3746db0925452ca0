package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.timeline.TimelineModel.Band;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.regions.Region;

/** What lasts in a history, from the mark at which it begins to the one at which it ends. */
final class ModelBands {

    /** Clocks of different Regions never agree to the microsecond. */
    private static final Duration NOTEWORTHY = Duration.ofMillis(1);

    private final ToIntFunction<Region> lanes;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Band> ended = new ArrayList<>();

    private record Open(String kind, String label, int lane, List<Integer> link, int from) {}

    ModelBands(ToIntFunction<Region> lanes) {
        this.lanes = lanes;
    }

    void link(HistoryEvent.LinkChanged link, int mark) {
        int from = lanes.applyAsInt(link.from());
        int to = lanes.applyAsInt(link.to());
        String route = from + ">" + to;
        List<Integer> between = List.of(from, to);
        switch (link.change()) {
            case "cut" -> begin("cut " + route, new Open("cut", "", NONE, between, mark));
            case "healed" -> end("cut " + route, mark);
            case "paused" -> begin("paused " + route, new Open("paused", "", NONE, between, mark));
            case "resumed" -> end("paused " + route, mark);
            default -> {
                end("slow " + route, mark);
                begin("slow " + route, new Open("slow", link.change(), NONE, between, mark));
            }
        }
    }

    void fault(HistoryEvent.FaultChanged fault, int mark) {
        String place = fault.region().id() + " " + fault.table();
        switch (fault.fault()) {
            case REGION_ENABLED -> end("region " + place, mark);
            case KEY_ENABLED -> end("key " + place, mark);
            case REPLICATION_ALLOWED -> end("replication " + place, mark);
            case REGION_DISABLED -> begin("region " + place, fault(fault, fault.fault(), mark));
            case KEY_DISABLED -> begin("key " + place, fault(fault, fault.fault(), mark));
            case REPLICATION_DENIED -> begin("replication " + place, fault(fault, fault.fault(), mark));
        }
    }

    private Open fault(HistoryEvent.FaultChanged change, HistoryEvent.Fault fault, int mark) {
        String label = (fault + " " + change.table()).trim();
        return new Open("fault", label, lanes.applyAsInt(change.region()), List.of(), mark);
    }

    void clock(HistoryEvent.ClockSkewed clock, int mark) {
        String place = "clock " + clock.region().id();
        end(place, mark);
        if (isNoteworthy(clock)) {
            String label = "clock " + ChangeText.skew(clock);
            begin(place, new Open("skew", label, lanes.applyAsInt(clock.region()), List.of(), mark));
        }
    }

    static boolean isNoteworthy(HistoryEvent.ClockSkewed clock) {
        return clock.ahead().abs().compareTo(NOTEWORTHY) >= 0 || clock.driftPartsPerMillion() != 0;
    }

    /** A table that is not ACTIVE cannot always be used. */
    void status(HistoryEvent.TableStatusChanged change, int mark) {
        String place = "status " + change.region().id() + " " + change.table();
        end(place, mark);
        if (!change.status().equals("ACTIVE") && !change.status().equals(HistoryEvent.TableStatusChanged.GONE)) {
            String label = change.table() + " " + change.status();
            begin(place, new Open("status", label, lanes.applyAsInt(change.region()), List.of(), mark));
        }
    }

    private void begin(String place, Open band) {
        open.putIfAbsent(place, band);
    }

    private void end(String place, int mark) {
        Open band = open.remove(place);
        if (band != null) {
            ended.add(band(band, mark));
        }
    }

    private static Band band(Open band, int until) {
        List<List<Integer>> between = band.link().isEmpty() ? List.of() : List.of(band.link());
        return new Band(band.kind(), band.label(), band.lane(), between, band.from(), until);
    }

    /** Links that changed together are told together. */
    List<Band> bands() {
        List<Band> all = new ArrayList<>(ended);
        open.values().forEach(band -> all.add(band(band, NONE)));
        Map<Band, List<List<Integer>>> joined = new LinkedHashMap<>();
        for (Band band : all) {
            Band shape = new Band(band.kind(), band.label(), band.lane(), List.of(), band.from(), band.until());
            joined.computeIfAbsent(shape, absent -> new ArrayList<>()).addAll(band.between());
        }
        List<Band> bands = new ArrayList<>();
        joined.forEach((band, between) -> bands.add(
                new Band(band.kind(), band.label(), band.lane(), List.copyOf(between), band.from(), band.until())));
        bands.sort((one, other) -> Integer.compare(one.from(), other.from()));
        return bands;
    }
}
