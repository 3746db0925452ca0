package dev.globaltable.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what {@code docs/http-endpoint.md} shows into a shell, where the AWS CLI and boto3 are installed. */
class DocumentationTests {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(console|python)\\n(.*?)^```$");

    @TempDir
    Path directory;

    private Process shell(URI endpoint, String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        shell.environment().put("AWS_ENDPOINT_URL", endpoint.toString());
        shell.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        shell.environment().put("AWS_ACCESS_KEY_ID", "any");
        shell.environment().put("AWS_SECRET_ACCESS_KEY", "any");
        shell.environment().put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        shell.environment().put("AWS_PAGER", "");
        return shell.start();
    }

    private String run(URI endpoint, String script) throws Exception {
        Process process = shell(endpoint, script);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    private boolean isInstalled(URI endpoint, String command) throws Exception {
        try {
            Process process = shell(endpoint, command);
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException noShell) {
            return false;
        }
    }

    /** The commands of a transcript, each echoed as the reader would have typed it. */
    private static String script(String transcript) {
        return transcript
                .lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .map(command -> "echo '$ " + command.replace("'", "'\\''") + "'; " + command)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theTranscriptsAreTrue() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "http-endpoint.md"));
        List<String> options = List.of(
                "--port", "0", "--virtual-time", "--global-table", "profiles:userId", "--replication-delay", "800ms");
        try (HttpEndpoint endpoint = OptionReader.read(options).start()) {
            assumeTrue(
                    isInstalled(endpoint.uri(), "aws --version && curl --version && python3 -c 'import boto3'"),
                    "The AWS CLI, curl, Python or boto3 is not installed: the documentation's transcripts are not checked.");
            List<String> transcripts = new ArrayList<>();
            Matcher block = BLOCK.matcher(page);
            while (block.find()) {
                String text = block.group(2);
                if (block.group(1).equals("python")) {
                    Files.writeString(directory.resolve(text.substring(2, text.indexOf('\n'))), text);
                } else {
                    transcripts.add(text);
                }
            }
            assertThat(transcripts).isNotEmpty();
            for (String transcript : transcripts) {
                assertThat(run(endpoint.uri(), script(transcript))).isEqualTo(transcript);
            }
        }
    }
}
