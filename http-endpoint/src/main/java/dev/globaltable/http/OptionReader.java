package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/** Reads the command line. */
final class OptionReader {

    static final int DEFAULT_PORT = 8000;
    static final int DEFAULT_EVENTS_KEPT = 100_000;

    private static final List<String> NAMES = List.of(
            "--port",
            "--host",
            "--regions",
            "--replication-delay",
            "--global-table",
            "--seed",
            "--history",
            "--table-status-delay",
            "--time-to-live-delay",
            "--real-time",
            "--virtual-time",
            "--help",
            "--version");

    private final List<String> tables = new ArrayList<>();
    private int port = DEFAULT_PORT;
    private Optional<String> host = Optional.empty();
    private List<Region> regions = TableDefaults.STANDARD.regions();
    private ReplicationDelay delay = TableDefaults.STANDARD.replicationDelay();
    private long seed;
    private boolean realTime = true;
    private int eventsKept = DEFAULT_EVENTS_KEPT;
    private Duration tableStatusDelay = Duration.ZERO;
    private Duration timeToLiveDelay = Duration.ofMinutes(1);

    private OptionReader() {}

    /**
     * Reads options, as {@code --name value} or {@code --name=value}.
     *
     * @throws BadOptionException if there is anything wrong with one
     */
    static Options read(List<String> arguments) {
        OptionReader reader = new OptionReader();
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            reader.option(left.next(), left);
        }
        return reader.options();
    }

    private void option(String argument, Iterator<String> left) {
        int equal = argument.startsWith("--") ? argument.indexOf('=') : -1;
        String name = equal < 0 ? argument : argument.substring(0, equal);
        switch (name) {
            case "--real-time" -> flag(name, equal, true);
            case "--virtual-time", "--no-real-time" -> flag(name, equal, false);
            default -> {
                requireKnown(name);
                set(name, equal < 0 ? next(name, left) : argument.substring(equal + 1));
            }
        }
    }

    private void flag(String name, int equal, boolean followsWallClock) {
        if (equal >= 0) {
            throw new BadOptionException(name + " takes no value. Leave out what follows \"=\".");
        }
        realTime = followsWallClock;
    }

    private void set(String name, String value) {
        switch (name) {
            case "--port" ->
                port = number(name, value, 0, 65_535, "8000, or 0 for any that is free")
                        .intValue();
            case "--host" -> host = Optional.of(value);
            case "--regions" -> regions = readRegions(value);
            case "--replication-delay" -> delay = read(name, value, ReplicationDelay::parse);
            case "--global-table" -> tables.add(value);
            case "--history" ->
                eventsKept =
                        number(name, value, 1, Integer.MAX_VALUE, "1000000").intValue();
            case "--table-status-delay" -> tableStatusDelay = duration(name, value);
            case "--time-to-live-delay" -> timeToLiveDelay = duration(name, value);
            case "--seed" -> seed = number(name, value, Long.MIN_VALUE, Long.MAX_VALUE, "42");
            default -> throw unknown(name);
        }
    }

    private static void requireKnown(String name) {
        if (!NAMES.contains(name)) {
            throw unknown(name);
        }
    }

    private static BadOptionException unknown(String name) {
        return new BadOptionException(
                "Unknown option \"" + name + "\". Expected one of " + String.join(", ", NAMES) + ". See --help.");
    }

    private static String next(String name, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new BadOptionException(name + " needs a value. See --help for an example.");
        }
        return left.next();
    }

    private static Long number(String name, String value, long least, long greatest, String example) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a number out of range is.
        }
        throw new BadOptionException(name + " expects a whole number from " + least + " to " + greatest + "; found \""
                + value + "\". Example: " + name + " " + example + ".");
    }

    private static Duration duration(String name, String value) {
        Duration duration = DurationText.find(value);
        if (duration == null || duration.compareTo(Duration.ofDays(365)) > 0) {
            throw new BadOptionException(
                    name + " expects a duration such as 800ms, 1.5s or 2m, up to 365 days; found \"" + value + "\".");
        }
        return duration;
    }

    private static List<Region> readRegions(String value) {
        List<Region> regions = Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .map(OptionReader::region)
                .toList();
        if (regions.stream().distinct().count() < regions.size()) {
            throw new BadOptionException("--regions names a Region twice: \"" + value + "\". Name each once.");
        }
        return regions;
    }

    private static Region region(String id) {
        try {
            return KnownRegions.require("--regions", id);
        } catch (IllegalArgumentException unknown) {
            throw new BadOptionException(String.valueOf(unknown.getMessage()));
        }
    }

    private static <T> T read(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new BadOptionException(name + ": " + refused.getMessage());
        }
    }

    private Options options() {
        List<GlobalTableDefinition> definitions = tables.stream()
                .map(table -> read("--global-table", table, text -> TableText.parse(text, regions, delay)))
                .toList();
        long names =
                definitions.stream().map(GlobalTableDefinition::name).distinct().count();
        if (names < definitions.size()) {
            throw new BadOptionException("--global-table: two tables have the same name: " + tables
                    + ". A name stands for one table in all Regions; give each its own.");
        }
        return new Options(
                port, host, regions, delay, seed, realTime, eventsKept, tableStatusDelay, timeToLiveDelay, definitions);
    }
}
