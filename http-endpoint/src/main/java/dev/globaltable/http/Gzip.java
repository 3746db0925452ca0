package dev.globaltable.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Compresses what a client asked to have compressed. */
final class Gzip {

    /** Smaller bodies do not gain; from which size on the service compresses is not known. */
    private static final int LEAST_BYTES = 1024;

    private static final Pattern ACCEPTED = Pattern.compile("(^|,)\\s*gzip\\s*(;\\s*q=(1|0\\.0*[1-9])[^,]*)?(,|$)");

    private Gzip() {}

    static Answer encode(HttpCall call, Answer answer) {
        if (answer.body().length < LEAST_BYTES) {
            return answer;
        }
        String accepted = call.header("Accept-Encoding");
        if (accepted == null || !ACCEPTED.matcher(accepted).find()) {
            return answer;
        }
        return answer.encoded("gzip", compress(answer.body()));
    }

    private static byte[] compress(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
