package dev.globaltable.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as it travels: status, headers, body.
 *
 * @since 0.1.0
 */
public final class WireResponse {

    private final int statusCode;
    private final Map<String, String> headers;
    private final byte[] body;

    private WireResponse(int statusCode, Map<String, String> headers, byte[] body) {
        this.statusCode = statusCode;
        this.headers = headers;
        this.body = body;
    }

    static WireResponse of(int statusCode, @Nullable String requestId, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        Map<String, String> headers = new LinkedHashMap<>();
        if (requestId != null) {
            headers.put("x-amzn-RequestId", requestId);
        }
        headers.put("x-amz-crc32", Long.toString(checksum.getValue()));
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("Content-Length", Integer.toString(body.length));
        return new WireResponse(statusCode, Collections.unmodifiableMap(headers), body);
    }

    /** The HTTP status, such as 200, 400 or 500. */
    public int statusCode() {
        return statusCode;
    }

    /** The headers in the order in which they are sent; the names are written as the service writes them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The JSON document in UTF-8. The array is not copied; do not change it. */
    public byte[] body() {
        return body;
    }
}
