package dev.globaltable.http;

import dev.globaltable.protocol.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** What goes back to a client; the headers that every answer has come on top. */
final class Answer {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CHECKSUM = "x-amz-crc32";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Answer of(WireResponse response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    static Answer of(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    int status() {
        return status;
    }

    /** In the order in which they are sent. */
    Map<String, String> headers() {
        return headers;
    }

    /** Not copied; do not change it. */
    byte[] body() {
        return body;
    }

    /** The same as the service's: with a request id and the checksum of the body. */
    Answer fromService(String requestId) {
        return with("x-amzn-RequestId", requestId).with(CHECKSUM, checksum(body));
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    Answer withContentType(String contentType) {
        return with(CONTENT_TYPE, contentType);
    }

    /** The same with a body in another coding; the service's checksum is that of the bytes which travel. */
    Answer encoded(String coding, byte[] encoded) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove("Content-Length");
        changed.put("Content-Encoding", coding);
        changed.computeIfPresent(CHECKSUM, (name, plain) -> checksum(encoded));
        return new Answer(status, changed, encoded);
    }

    private static String checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return Long.toString(checksum.getValue());
    }
}
