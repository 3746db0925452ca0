package dev.globaltable.http;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** A request as it came in. */
final class HttpCall {

    private final String method;
    private final String path;
    private final String query;
    private final HttpHeaders headers;
    private final byte[] body;

    private HttpCall(String method, String path, String query, HttpHeaders headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    static HttpCall of(String method, String target, HttpHeaders headers, byte[] body) {
        String origin = target.startsWith("/") ? target : pathOfAbsolute(target);
        int mark = origin.indexOf('?');
        return mark < 0
                ? new HttpCall(method, origin, "", headers, body)
                : new HttpCall(method, origin.substring(0, mark), origin.substring(mark + 1), headers, body);
    }

    /** Proxies are sent the whole URI. */
    private static String pathOfAbsolute(String target) {
        int authority = target.indexOf("://");
        int path = authority < 0 ? -1 : target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    String method() {
        return method;
    }

    /** Without the query. */
    String path() {
        return path;
    }

    /** What follows the question mark; empty when there is none. */
    String query() {
        return query;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    String header(CharSequence name) {
        return headers.get(name);
    }
}
