package dev.globaltable.differential;

import dev.globaltable.differential.local.LoopbackLauncher;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * DynamoDB Local in a process of its own, on a free loopback port.
 *
 * <p>Its jars come from a folder that Maven fills; they are never on this module's class path.
 */
final class DynamoDbLocalProcess implements AutoCloseable {

    /** System property that names the folder with DynamoDB Local's jars. */
    static final String LIBRARY_PROPERTY = "dynamodb-local.lib";

    private final Process process;
    private final URI endpoint;

    private DynamoDbLocalProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static DynamoDbLocalProcess start() {
        Path library = Path.of(System.getProperty(LIBRARY_PROPERTY, "dynamodb-local/target/lib"));
        if (!Files.isDirectory(library)) {
            throw new IllegalStateException("Expected DynamoDB Local's jars in " + library.toAbsolutePath()
                    + ", found no such folder. Build with -Pdifferential first, or set -D" + LIBRARY_PROPERTY + ".");
        }
        try {
            return start(library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamoDbLocalProcess start(Path library) throws IOException {
        String launcher = Path.of(codeLocation()).toString();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=4",
                        "-Duser.language=" + Locale.ENGLISH.getLanguage(),
                        "-Djava.library.path=" + library,
                        "-Dsqlite4java.library.path=" + library,
                        "-cp",
                        launcher + File.pathSeparator + library + File.separator + "*",
                        LoopbackLauncher.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-dynamodb-local"));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder output = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LoopbackLauncher.LISTENING)) {
                drain(lines);
                int port = Integer.parseInt(line.substring(LoopbackLauncher.LISTENING.length()));
                return new DynamoDbLocalProcess(process, URI.create("http://127.0.0.1:" + port));
            }
            output.append(line).append('\n');
        }
        throw new IllegalStateException("DynamoDB Local did not start:\n" + output);
    }

    private static URI codeLocation() {
        try {
            return DynamoDbLocalProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without a reader the process would stop at a full pipe. */
    private static void drain(BufferedReader lines) {
        Thread drain = new Thread(
                () -> {
                    try {
                        while (lines.readLine() != null) {
                            // Its log is of no interest.
                        }
                    } catch (IOException e) {
                        // The process is gone.
                    }
                },
                "dynamodb-local-output");
        drain.setDaemon(true);
        drain.start();
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
