package dev.globaltable.differential;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * HTTP to one loopback server over one connection that is kept, one request at a time: each request is one write, which costs
 * a fraction of what general clients cost. Not for use by several threads.
 */
final class LoopbackHttpClient implements SdkHttpClient {

    private static final int READ_TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER = 1 << 16;
    private static final long IDLE_NANOS = 5_000_000_000L;

    private final URI server;
    private @Nullable Socket socket;
    private long lastUsedNanos;
    private InputStream in = InputStream.nullInputStream();

    LoopbackHttpClient(URI server) {
        this.server = server;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return exchange(request);
            }

            @Override
            public void abort() {
                close();
            }
        };
    }

    private HttpExecuteResponse exchange(HttpExecuteRequest request) throws IOException {
        byte[] message = message(request);
        if (isClosedByServer()) {
            close();
        }
        try {
            Socket connection = socket == null ? connect() : socket;
            connection.getOutputStream().write(message);
            return response();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A connection that was idle for long may have been closed; nothing else comes between responses. */
    private boolean isClosedByServer() {
        Socket connection = socket;
        if (connection == null || System.nanoTime() - lastUsedNanos < IDLE_NANOS) {
            return false;
        }
        try {
            connection.setSoTimeout(1);
            boolean ended = in.read() < 0;
            connection.setSoTimeout(READ_TIMEOUT_MILLIS);
            return ended;
        } catch (SocketTimeoutException e) {
            return !resumes(connection);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean resumes(Socket connection) {
        try {
            connection.setSoTimeout(READ_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        Socket connection = new Socket(server.getHost(), server.getPort());
        connection.setTcpNoDelay(true);
        connection.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(connection.getInputStream(), BUFFER);
        socket = connection;
        return connection;
    }

    private static byte[] message(HttpExecuteRequest request) throws IOException {
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream content = request.contentStreamProvider().get().newStream()) {
                body = content.readAllBytes();
            }
        }
        SdkHttpRequest http = request.httpRequest();
        StringBuilder head = new StringBuilder(512);
        head.append(http.method()).append(' ').append(http.encodedPath()).append(" HTTP/1.1\r\n");
        http.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Expect")) {
                head.append(name).append(": ").append(String.join(",", values)).append("\r\n");
            }
        });
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream message = new ByteArrayOutputStream(head.length() + body.length);
        message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private HttpExecuteResponse response() throws IOException {
        lastUsedNanos = System.nanoTime();
        String status = line();
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(Integer.parseInt(status.substring(9, 12)));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            response.appendHeader(name, value);
            length = name.equalsIgnoreCase("Content-Length") ? Integer.parseInt(value) : length;
            chunked |= name.equalsIgnoreCase("Transfer-Encoding") && value.equalsIgnoreCase("chunked");
            last |= name.equalsIgnoreCase("Connection") && value.equalsIgnoreCase("close");
        }
        byte[] body = chunked ? chunks() : exactly(length);
        if (last) {
            close();
        }
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The server closed the connection within a response.");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no use any more either way.
            }
            socket = null;
        }
    }
}
