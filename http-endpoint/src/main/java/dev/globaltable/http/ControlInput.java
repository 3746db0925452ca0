package dev.globaltable.http;

import dev.globaltable.time.DurationText;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.regions.Region;

/** The JSON object that comes with a command of the control API; empty when nothing came. */
final class ControlInput {

    private static final JsonNodeParser PARSER = JsonNode.parser();

    private final Map<String, JsonNode> members;

    private ControlInput(Map<String, JsonNode> members) {
        this.members = members;
    }

    /** @throws IllegalArgumentException if it is no object, or has members that the command does not know */
    static ControlInput parse(byte[] body, List<String> known) {
        Map<String, JsonNode> members = new TreeMap<>();
        if (body.length > 0) {
            members.putAll(object(body));
        }
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Unknown member \"" + name + "\". "
                        + (known.isEmpty() ? "This command takes none." : "Expected one of " + known + "."));
            }
        }
        return new ControlInput(members);
    }

    private static Map<String, JsonNode> object(byte[] body) {
        try {
            JsonNode node = PARSER.parse(body);
            if (node.isObject()) {
                return node.asObject();
            }
        } catch (UncheckedIOException | IllegalArgumentException malformed) {
            throw notAnObject(body);
        }
        throw notAnObject(body);
    }

    private static IllegalArgumentException notAnObject(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return new IllegalArgumentException(
                "Expected a JSON object; found " + (text.length() > 100 ? text.substring(0, 100) + "..." : text)
                        + ". Example: {\"duration\":\"800ms\"}.");
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether exactly these members are there. */
    boolean hasOnly(String... names) {
        return members.keySet().equals(Set.of(names));
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a string"));
    }

    Optional<String> optionalText(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw wrong(name, "a string", node);
        }
        return Optional.of(node.asString());
    }

    /** A whole number. */
    Optional<Long> optionalNumber(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(node.asNumber()));
        } catch (NumberFormatException | UnsupportedOperationException notWhole) {
            throw wrong(name, "a whole number", node);
        }
    }

    /** False when it is not there. */
    boolean flag(String name) {
        JsonNode node = members.get(name);
        if (node != null && !node.isBoolean()) {
            throw wrong(name, "true or false", node);
        }
        return node != null && node.asBoolean();
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name, "a whole number"));
    }

    Region region(String name) {
        return KnownRegions.require("\"" + name + "\"", text(name));
    }

    /** One Region, or a list of them. */
    List<Region> regions(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            throw missing(name, "a Region or a list of Regions");
        }
        List<Region> regions = new ArrayList<>();
        for (JsonNode element : node.isArray() ? node.asArray() : List.of(node)) {
            if (!element.isString()) {
                throw wrong(name, "a Region or a list of Regions", node);
            }
            regions.add(KnownRegions.require("\"" + name + "\"", element.asString()));
        }
        return regions;
    }

    /** A duration, not negative. */
    Duration duration(String name) {
        String text = text(name);
        Duration duration = DurationText.find(text.trim());
        if (duration == null) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" expects a duration such as \"800ms\", \"1.5s\", \"2m\" or"
                            + " \"PT0.8S\"; found \"" + text + "\".");
        }
        return duration;
    }

    /** A duration with a minus sign before it, or without. */
    Optional<Duration> optionalSignedDuration(String name) {
        return optionalText(name).map(given -> {
            String text = given.trim();
            Duration size = text.startsWith("-") ? DurationText.find(text.substring(1)) : DurationText.find(text);
            if (size == null) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" expects a duration such as \"500ms\" or \"-1.5s\"; found \"" + text + "\".");
            }
            return text.startsWith("-") ? size.negated() : size;
        });
    }

    private static IllegalArgumentException missing(String name, String expected) {
        return new IllegalArgumentException("\"" + name + "\" is missing. Expected " + expected + ".");
    }

    private static IllegalArgumentException wrong(String name, String expected, JsonNode found) {
        return new IllegalArgumentException("\"" + name + "\" expects " + expected + "; found " + found + ".");
    }
}
