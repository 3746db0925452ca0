package dev.globaltable.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** What no well-behaved client would send. */
class RawHttpTests {

    private static final String HEADERS = "Host: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
            + "X-Amz-Target: DynamoDB_20120810.ListTables\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: "
            + ServedSimulation.authorization(Region.US_EAST_1) + "\r\n";
    private static final String TABLES = "{\"TableNames\":[\"profiles\"]}";

    @RegisterExtension
    final ServedSimulation served = new ServedSimulation();

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served.uri().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything up to the end of a text. */
    private static String readTo(Socket socket, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Everything up to the end of the connection. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Nothing guards the port. */
    @Test
    void noOtherMachineGetsIn() throws IOException {
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(card.getInetAddresses())) {
                if (address.isLoopbackAddress()) {
                    new Socket(address, served.uri().getPort()).close();
                } else {
                    assertThatThrownBy(() -> new Socket(address, served.uri().getPort()).close())
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Nested
    class MalformedRequests {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GARBAGE\r\n\r\n",
                    "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                    "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                    "POST / HTTP/1.1\r\nContent-Length: -2\r\n\r\n{}",
                    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
                    "POST / HTTP/1.1\r\nA header without a colon\r\n\r\n",
                    "POST / SPDY\r\n\r\n",
                    "POST / HTTP/9.9\r\nContent-Length: 0\r\n\r\n",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                })
        void areRefusedAndTheConnectionIsClosed(String request) throws IOException {
            assertThat(exchange(request))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("Connection: close\r\n")
                    .contains(
                            "{\"__type\":\"com.amazon.coral.service#MalformedHttpRequestException\",\"message\":\"Not a"
                                    + " well-formed HTTP request: ");
        }

        @Test
        void inTheQueryThatSignsThemAreRefused() throws IOException {
            String request = String.join(
                    "\r\n",
                    "POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%zz HTTP/1.1",
                    "X-Amz-Target: DynamoDB_20120810.ListTables",
                    "Content-Type: application/x-amz-json-1.0",
                    "Connection: close",
                    "Content-Length: 2",
                    "",
                    "{}");

            assertThat(exchange(request))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("MalformedHttpRequestException", "Not a well-formed HTTP request: ");
        }

        @Test
        void headersWithoutEndAreRefused() throws IOException {
            assertThat(exchange("POST / HTTP/1.1\r\nX-Long: " + "x".repeat(70_000)))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("HTTP header is larger than 65536 bytes.");
        }

        @Test
        void doNotDisturbOtherConnections() throws IOException {
            try (Socket other = connect()) {
                exchange("GARBAGE\r\n\r\n");
                write(other, "POST / HTTP/1.1\r\n" + HEADERS + "Content-Length: 2\r\n\r\n{}");

                assertThat(readTo(other, TABLES)).endsWith(TABLES);
            }
        }
    }

    @Nested
    class Connections {

        @Test
        void stayOpenInHttp11() throws IOException {
            try (Socket socket = connect()) {
                for (int call = 0; call < 3; call++) {
                    write(socket, "POST / HTTP/1.1\r\n" + HEADERS + "Content-Length: 2\r\n\r\n{}");
                    assertThat(readTo(socket, TABLES))
                            .startsWith("HTTP/1.1 200 OK\r\n")
                            .contains("Connection: keep-alive\r\n");
                }
            }
        }

        @Test
        void areClosedWhenTheClientAsks() throws IOException {
            assertThat(exchange("POST / HTTP/1.1\r\n" + HEADERS + "Connection: close\r\nContent-Length: 2\r\n\r\n{}"))
                    .contains("Connection: close\r\n")
                    .endsWith(TABLES);
        }

        @Test
        void areClosedInHttp10() throws IOException {
            assertThat(exchange("POST / HTTP/1.0\r\n" + HEADERS + "Content-Length: 2\r\n\r\n{}"))
                    .contains("Connection: close\r\n")
                    .endsWith(TABLES);
        }

        @Test
        void stayOpenInHttp10WhenTheClientAsks() throws IOException {
            try (Socket socket = connect()) {
                for (int call = 0; call < 2; call++) {
                    write(
                            socket,
                            "POST / HTTP/1.0\r\n" + HEADERS + "Connection: keep-alive\r\nContent-Length: 2\r\n\r\n{}");
                    assertThat(readTo(socket, TABLES)).contains("Connection: keep-alive\r\n");
                }
            }
        }

        @Test
        void takeSeveralRequestsAtOnceAndAnswerInOrder() throws IOException {
            String request = "POST / HTTP/1.1\r\n" + HEADERS + "Content-Length: 2\r\n";

            String answers =
                    exchange(request + "\r\n{}" + request + "\r\n[]" + request + "Connection: close\r\n\r\n{}");

            assertThat(answers)
                    .matches("(?s).*TableNames.*SerializationException.*TableNames.*")
                    .endsWith(TABLES);
        }
    }

    @Nested
    class Bodies {

        @Test
        void mayComeInChunks() throws IOException {
            assertThat(exchange("POST / HTTP/1.1\r\n" + HEADERS
                            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"))
                    .endsWith(TABLES);
        }

        @Test
        void mayWaitForTheServersConsent() throws IOException {
            try (Socket socket = connect()) {
                write(socket, "POST / HTTP/1.1\r\n" + HEADERS + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
                assertThat(readTo(socket, "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

                write(socket, "{}");
                assertThat(readTo(socket, TABLES)).endsWith(TABLES);
            }
        }

        @Test
        void thatAreTooLargeAreRefusedBeforeTheyAreSent() throws IOException {
            try (Socket socket = connect()) {
                write(
                        socket,
                        "POST / HTTP/1.1\r\n" + HEADERS + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");

                assertThat(readTo(socket, "}"))
                        .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                        .endsWith("{\"__type\":\"com.amazon.coral.service#RequestEntityTooLargeException\"}");
            }
        }

        @Test
        void thatAreTooLargeAreRefused() throws IOException {
            assertThat(exchange("POST / HTTP/1.1\r\n" + HEADERS + "Content-Length: 99999999\r\n\r\n"))
                    .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                    .contains("Connection: close\r\n")
                    .endsWith("{\"__type\":\"com.amazon.coral.service#RequestEntityTooLargeException\"}");
        }

        @Test
        void ofTheLargestBatchFit() throws IOException {
            String padding = " ".repeat(17 * 1024 * 1024);

            assertThat(exchange("POST / HTTP/1.1\r\n" + HEADERS + "Connection: close\r\nContent-Length: "
                            + (padding.length() + 2) + "\r\n\r\n" + padding + "{}"))
                    .endsWith(TABLES);
        }

        @Test
        void thatNeverEndAreLeftBehindWhenTheClientGoes() throws IOException {
            try (Socket socket = connect()) {
                write(socket, "POST / HTTP/1.1\r\n" + HEADERS + "Content-Length: 2000\r\n\r\n{");
            }
            assertThat(exchange("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).contains("healthy");
        }
    }
}
