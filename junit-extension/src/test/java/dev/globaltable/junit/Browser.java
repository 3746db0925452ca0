package dev.globaltable.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Chromium without a window, spoken to as the WebDriver standard says: what these tests need of it is not worth a
 * dependency. There must be a {@code chromedriver} on the path.
 */
final class Browser implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String CAPABILITIES = """
            {"capabilities": {"alwaysMatch": {"goog:loggingPrefs": {"browser": "ALL"}, "goog:chromeOptions": {"args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,950"]}}}}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port) {
        this.driver = driver;
        String driverUri = "http://127.0.0.1:" + port + "/session";
        this.session = driverUri + "/"
                + text(send(driverUri, CAPABILITIES).field("sessionId").orElseThrow());
    }

    /** Empty where there is no browser. */
    static Optional<Browser> start() {
        try {
            Process driver = new ProcessBuilder("chromedriver", "--port=0")
                    .redirectErrorStream(true)
                    .start();
            try {
                return Optional.of(new Browser(driver, port(driver)));
            } catch (IllegalStateException noBrowser) {
                driver.destroy();
                return Optional.empty();
            }
        } catch (IOException noDriver) {
            return Optional.empty();
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new IllegalStateException("chromedriver did not start");
    }

    void open(Path page) {
        send(session + "/url", "{\"url\": " + quoted(page.toUri().toString()) + "}");
    }

    /** What a script returns, as text. */
    String run(String script) {
        return text(send(session + "/execute/sync", "{\"script\": " + quoted(script) + ", \"args\": []}"));
    }

    /** Presses and releases a key. */
    void press(String key) {
        String actions = List.of("keyDown", "keyUp").stream()
                .map(type -> "{\"type\": \"" + type + "\", \"value\": " + quoted(key) + "}")
                .collect(Collectors.joining(", "));
        perform("{\"type\": \"key\", \"id\": \"keys\", \"actions\": [" + actions + "]}");
    }

    /** Clicks in the middle of what a selector finds first. */
    void click(String selector) {
        String[] place = run("const box = document.querySelector(" + quoted(selector) + ").getBoundingClientRect();"
                        + "return Math.round(box.x + box.width / 2) + ' ' + Math.round(box.y + box.height / 2)")
                .split(" ", 2);
        mouse(place[0], place[1], place[0]);
    }

    /** Presses the mouse at one place and releases it at another of the same height. */
    void mouse(String x, String y, String toX) {
        perform(
                "{\"type\": \"pointer\", \"id\": \"mouse\", \"parameters\": {\"pointerType\": \"mouse\"}, \"actions\": ["
                        + move(x, y) + ", {\"type\": \"pointerDown\", \"button\": 0}, " + move(toX, y)
                        + ", {\"type\": \"pointerUp\", \"button\": 0}]}");
    }

    private static String move(String x, String y) {
        return "{\"type\": \"pointerMove\", \"duration\": 50, \"x\": " + x + ", \"y\": " + y + "}";
    }

    /** Turns the wheel over a place. */
    void wheel(int x, int y, int deltaY) {
        perform("{\"type\": \"wheel\", \"id\": \"wheel\", \"actions\": [{\"type\": \"scroll\", \"x\": " + x
                + ", \"y\": " + y + ", \"deltaX\": 0, \"deltaY\": " + deltaY + "}]}");
    }

    private void perform(String source) {
        send(session + "/actions", "{\"actions\": [" + source + "]}");
        // The page draws with the next frame.
        send(
                session + "/execute/async",
                "{\"script\": \"const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(0)))\","
                        + " \"args\": []}");
    }

    /** What the page wrote to the console, errors above all. */
    List<String> console() {
        return send(session + "/se/log", "{\"type\": \"browser\"}").asArray().stream()
                .map(entry -> entry.field("message").orElseThrow().asString())
                .toList();
    }

    private JsonNode send(String uri, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value =
                    JsonNode.parser().parse(response.body()).field("value").orElseThrow();
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        value.field("message").map(Browser::text).orElse(response.body()));
            }
            return value;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        return value.isNumber() ? value.asNumber() : value.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    @Override
    public void close() {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(session)).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException alreadyGone) {
            driver.destroyForcibly();
        }
        driver.destroy();
    }
}
