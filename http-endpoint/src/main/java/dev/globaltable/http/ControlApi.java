package dev.globaltable.http;

import dev.globaltable.history.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a test does to the simulation beside calling DynamoDB, over HTTP: moves the clock, cuts links, looks at conflicts.
 * Plain JSON, see {@code docs/http-endpoint.md}.
 */
final class ControlApi {

    static final String PATH = "/_control";

    private static final String JSON = "application/json";

    private final SimulationHost host;
    private final Map<String, Command> commands = new LinkedHashMap<>();

    /**
     * A command.
     *
     * @param members what its JSON object may contain
     */
    private record Command(
            String method,
            List<String> members,
            String does,
            BiFunction<SimulationHost, ControlInput, Answer> action) {}

    ControlApi(SimulationHost host) {
        this.host = host;
        look("status", "time, global tables, links, clocks", ControlViews::status);
        look("in-flight", "the versions under way", ControlViews::inFlight);
        look("conflicts", "the conflicts that last-writer-wins decided", ControlViews::conflicts);
        look("history", "what happened, as text", ControlViews::history);
        look("history.jsonl", "what happened, a JSON object per line", ControlViews::historyLines);
        look("timeline", "what happened, drawn with a column for each Region", ControlViews::timeline);
        act("advance", "moves the clock forward", ControlActions::advance, "duration");
        act("settle", "delivers all that is not held up, moving the clock as far", ControlActions::settle);
        act("deliver-next", "delivers what is next in time", ControlActions::deliverNext);
        act("deliver", "delivers one version now", ControlActions::deliver, "id", "outOfOrder");
        act("partition", "cuts the links between two sides", ControlActions::partition, "between", "and");
        act("isolate", "cuts a Region off", ControlActions::isolate, "region");
        act("cut", "cuts one direction", ControlActions::cut, "from", "to");
        act("heal", "mends cuts: all, or some", ControlActions::heal, "region", "between", "and", "from", "to");
        act("pause", "stops replication of a Region, or one direction", ControlActions::pause, "region", "from", "to");
        act("resume", "lets it go on", ControlActions::resume, "region", "from", "to");
        act("delay", "gives one direction its own delay", ControlActions::delay, "from", "to", "delay");
        act("clock", "sets a Region's clock wrong", ControlActions::clock, "region", "ahead", "driftPartsPerMillion");
        act(
                "global-tables",
                "creates a global table",
                ControlActions::createGlobalTable,
                "name",
                "partitionKey",
                "sortKey",
                "regions",
                "replicationDelay");
        act(
                "expire-items",
                "deletes, in a Region, what is past its time to live",
                ControlActions::expireItems,
                "region",
                "table");
        act("reset", "starts anew, as the endpoint was started", ControlActions::reset);
    }

    private void look(String name, String does, BiFunction<SimulationHost, ControlInput, Answer> action) {
        commands.put(name, new Command("GET", List.of(), does, action));
    }

    private void act(
            String name, String does, BiFunction<SimulationHost, ControlInput, Answer> action, String... members) {
        commands.put(name, new Command("POST", List.of(members), does, action));
    }

    static boolean claims(HttpCall call) {
        return call.path().equals(PATH) || call.path().startsWith(PATH + "/");
    }

    Answer answer(HttpCall call) {
        if (call.header("Origin") != null) {
            return error(403, "Pages in a browser may not use the control API. Call it without an Origin header.");
        }
        String name =
                call.path().substring(Math.min(PATH.length() + 1, call.path().length()));
        if (name.isEmpty()) {
            return json(200, Map.of("commands", listing()));
        }
        Command command = commands.get(name);
        if (command == null) {
            return error(404, "Unknown command \"" + name + "\". Expected one of " + commands.keySet() + ".");
        }
        if (!command.method().equals(call.method())) {
            return error(
                            405,
                            "Expected " + command.method() + " " + PATH + "/" + name + "; found " + call.method() + ".")
                    .with("Allow", command.method());
        }
        return run(command, call);
    }

    private Answer run(Command command, HttpCall call) {
        try {
            return command.action().apply(host, ControlInput.parse(call.body(), command.members()));
        } catch (IllegalArgumentException wrong) {
            return error(400, String.valueOf(wrong.getMessage()));
        } catch (IllegalStateException impossible) {
            return error(409, String.valueOf(impossible.getMessage()));
        } catch (RuntimeException failed) {
            Log.error("The control API failed at " + call.path() + ". This is a fault of the endpoint:", failed);
            return error(500, String.valueOf(failed));
        }
    }

    private List<Map<String, Object>> listing() {
        return commands.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "method",
                        entry.getValue().method(),
                        "path",
                        PATH + "/" + entry.getKey(),
                        "members",
                        entry.getValue().members(),
                        "does",
                        entry.getValue().does()))
                .toList();
    }

    private static Answer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static Answer json(int status, Map<String, ?> object) {
        return Answer.of(status, JSON, CanonicalJson.of(object) + "\n");
    }
}
